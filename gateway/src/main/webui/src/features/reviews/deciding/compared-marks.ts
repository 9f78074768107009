import type { Evidence, Review } from '@/lib/api/types';
import { criterionElementId, toneOf, type EvidenceMark } from '@/lib/evidence-marks';
import { machineGrade } from './comparison';

/** The reviewer's quotes and the machine's, told apart by their labels: `1` is own, `1G` the grader's. */
export function comparedMarks(review: Review): EvidenceMark[] {
  const text = review.answer?.text ?? '';
  const machine = machineGrade(review);
  return review.question.criteria.flatMap(({ id, title }, index) => {
    const place = (who: 'own' | 'machine', evidence: readonly Evidence[] = []): EvidenceMark[] => {
      const judgementId = `${criterionElementId(index)}-${who}`;
      return evidence.map(({ quote, start, end }, at) => ({
        id: `${judgementId}-${at + 1}`,
        judgementId,
        label: who === 'own' ? String(index + 1) : `${index + 1}G`,
        tone: toneOf(index),
        title: `${title} (${who === 'own' ? 'you' : 'grader'})`,
        quote,
        start,
        end,
        found: quote.length > 0 && text.substring(start, end) === quote,
      }));
    };
    return [
      ...place('own', review.marks?.criteria.find((mark) => mark.criterionId === id)?.evidence),
      ...place('machine', machine?.criteria.find((c) => c.criterionId === id)?.evidence),
    ];
  });
}
