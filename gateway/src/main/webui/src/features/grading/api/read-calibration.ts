import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { bodyOf, gradingApi } from '@/lib/api/client';
import { UnreachableError } from '@/lib/api/problem';
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
    queryFn: async ({ signal }) => {
      const figures = bodyOf(
        await gradingApi.GET('/api/grading/calibration', { params: { query: filter }, signal }),
      );
      if (typeof figures === 'string') {
        throw new UnreachableError('a table where JSON was asked for');
      }
      return figures;
    },
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
