import { bodyOf, practiceApi } from '@/lib/api/client';
import type { components } from '@/lib/api/session';

type Schemas = components['schemas'];

export type SessionPhase = Schemas['SessionState'];
export type SessionFacts = Schemas['SessionView'];
/** Everything that an interviewer may know of a question of the agenda. */
export type GuideQuestion = Schemas['SessionQuestion'];
export type GuideItem = Schemas['SessionGuideItem'];

const at = (id: string) => ({ params: { path: { id } } });

export const readSession = async (id: string): Promise<SessionFacts> =>
  bodyOf(await practiceApi.GET('/api/sessions/{id}', at(id)));

export const readGuide = async (id: string): Promise<GuideItem[]> =>
  bodyOf(await practiceApi.GET('/api/sessions/{id}/guide', at(id))).items;

export const openSession = async (id: string): Promise<SessionFacts> =>
  bodyOf(await practiceApi.POST('/api/sessions/{id}/opening', at(id)));

export const endSession = async (id: string): Promise<SessionFacts> =>
  bodyOf(await practiceApi.POST('/api/sessions/{id}/end', at(id)));
