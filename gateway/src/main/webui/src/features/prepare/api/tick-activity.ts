import { bodyOf, practiceApi } from '@/lib/api/client';

/** Says that an activity is done, or takes it back. */
export async function tickActivity(activityId: string, done: boolean) {
  const options = { params: { path: { activityId } } };
  return bodyOf(
    done
      ? await practiceApi.PUT('/api/practice/plan/activities/{activityId}', options)
      : await practiceApi.DELETE('/api/practice/plan/activities/{activityId}', options),
  );
}
