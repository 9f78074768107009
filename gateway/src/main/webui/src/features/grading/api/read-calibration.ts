import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { bodyOf, gradingApi } from '@/lib/api/client';
import { keys } from './keys';

export interface CalibrationFilter {
  questionId?: string;
  graderVersion?: string;
  /** A day, like `2026-11-22`. */
  since?: string;
}

export function calibrationQuery(filter: CalibrationFilter) {
  return queryOptions({
    queryKey: [...keys.calibration, filter],
    queryFn: async ({ signal }) =>
      bodyOf(
        await gradingApi.GET('/api/grading/calibration', { params: { query: filter }, signal }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** Where the same figures are a table for other programs. */
export function calibrationCsv(filter: CalibrationFilter): string {
  const query = new URLSearchParams(
    Object.entries({ ...filter, format: 'csv' }).flatMap(([name, value]) =>
      value ? [[name, value]] : [],
    ),
  );
  return `/api/grading/calibration?${query}`;
}
