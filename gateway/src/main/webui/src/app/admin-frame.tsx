import { Navigate } from 'react-router';
import { PageLoader } from '@/components/page-loader';
import { isAdmin, useMe } from '@/lib/me';
import { SectionFrame } from './section-frame';
import type { SectionPage } from './section-pages';

interface AdminPage extends SectionPage {
  adminOnly: boolean;
}

const pages: readonly AdminPage[] = [
  { to: '/admin/questions', label: 'Questions', adminOnly: true },
  { to: '/admin/health', label: 'Health', adminOnly: true },
  { to: '/admin/import', label: 'Import', adminOnly: true },
  { to: '/admin/export', label: 'Export', adminOnly: true },
  { to: '/admin/audit', label: 'Audit log', adminOnly: true },
  { to: '/admin/reconciliation', label: 'Files', adminOnly: true },
  { to: '/admin/graders', label: 'Graders', adminOnly: false },
  { to: '/admin/calibration', label: 'Calibration', adminOnly: false },
  { to: '/admin/interviewers', label: 'Interviewers', adminOnly: true },
  { to: '/admin/regrades', label: 'Re-grades', adminOnly: true },
  { to: '/admin/dead-letters', label: 'Dead letters', adminOnly: true },
];

/** The pages for those who curate questions and watch over grading. What somebody may really see is decided by the services. */
export function AdminFrame() {
  const admin = isAdmin(useMe());
  return (
    <SectionFrame
      label="Administration"
      pages={pages.filter(({ adminOnly }) => admin || !adminOnly)}
    />
  );
}

/** Curators begin with the questions, interviewers with what they may see. */
export function AdminStart() {
  const me = useMe();
  return me === undefined ? (
    <PageLoader />
  ) : (
    <Navigate to={isAdmin(me) ? 'questions' : 'graders'} replace />
  );
}
