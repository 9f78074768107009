import { Suspense } from 'react';
import { NavLink, Outlet } from 'react-router';
import { PageLoader } from '@/components/page-loader';
import { isAdmin, useMe } from '@/lib/me';
import classes from './admin-frame.module.css';

const pages = [
  { to: '/admin/graders', label: 'Graders', adminOnly: false },
  { to: '/admin/calibration', label: 'Calibration', adminOnly: false },
  { to: '/admin/regrades', label: 'Re-grades', adminOnly: true },
  { to: '/admin/dead-letters', label: 'Dead letters', adminOnly: true },
];

/** The pages for those who watch over grading. What somebody may really see is decided by the services. */
export function AdminFrame() {
  const admin = isAdmin(useMe());
  return (
    <>
      <nav className={classes.nav} aria-label="Administration">
        {pages
          .filter(({ adminOnly }) => admin || !adminOnly)
          .map(({ to, label }) => (
            <NavLink key={to} to={to} className={classes.link}>
              {label}
            </NavLink>
          ))}
      </nav>
      <Suspense fallback={<PageLoader />}>
        <Outlet />
      </Suspense>
    </>
  );
}
