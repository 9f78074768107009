import { createBrowserRouter } from 'react-router';
import { PageLoader } from '@/components/page-loader';
import { AdminFrame, AdminStart } from './admin-frame';
import { ErrorPage } from './error-page';
import { LandingPage } from './landing/landing-page';
import { Layout } from './layout/layout';
import { NotFoundPage } from './not-found-page';

/** Pages are loaded when they are first opened; only the frame and the landing page are there at once. */
export const router = createBrowserRouter([
  {
    element: <Layout />,
    errorElement: <ErrorPage />,
    hydrateFallbackElement: <PageLoader />,
    children: [
      {
        errorElement: <ErrorPage />,
        children: [
          { index: true, element: <LandingPage /> },
          {
            path: 'questions',
            lazy: async () => ({
              Component: (await import('@/features/catalog/catalog-page')).CatalogPage,
            }),
          },
          {
            path: 'questions/:slug',
            lazy: async () => ({ Component: (await import('./question-route')).QuestionRoute }),
          },
          {
            path: 'attempts',
            lazy: async () => ({
              Component: (await import('@/features/practice/history/attempts-page')).AttemptsPage,
            }),
          },
          {
            path: 'attempts/:id',
            lazy: async () => ({
              Component: (await import('@/features/practice/attempt-page')).AttemptPage,
            }),
          },
          {
            path: 'usage',
            lazy: async () => ({
              Component: (await import('@/features/practice/usage/usage-page')).UsagePage,
            }),
          },
          {
            path: 'reviews',
            lazy: async () => ({
              Component: (await import('@/features/reviews/queue/queue-page')).QueuePage,
            }),
          },
          {
            path: 'reviews/:id',
            lazy: async () => ({
              Component: (await import('@/features/reviews/review-page')).ReviewPage,
            }),
          },
          {
            path: 'admin',
            element: <AdminFrame />,
            children: [
              { index: true, element: <AdminStart /> },
              {
                path: 'questions',
                lazy: async () => ({
                  Component: (await import('@/features/curation/list/questions-page'))
                    .QuestionsPage,
                }),
              },
              {
                path: 'questions/:id',
                lazy: async () => ({
                  Component: (await import('@/features/curation/editor/curated-question-page'))
                    .CuratedQuestionPage,
                }),
              },
              {
                path: 'questions/:id/history',
                lazy: async () => ({
                  Component: (await import('@/features/curation/history/history-page')).HistoryPage,
                }),
              },
              {
                path: 'import',
                lazy: async () => ({
                  Component: (await import('@/features/curation/exchange/import-page')).ImportPage,
                }),
              },
              {
                path: 'export',
                lazy: async () => ({
                  Component: (await import('@/features/curation/exchange/export-page')).ExportPage,
                }),
              },
              {
                path: 'audit',
                lazy: async () => ({
                  Component: (await import('@/features/curation/audit/audit-page')).AuditPage,
                }),
              },
              {
                path: 'reconciliation',
                lazy: async () => ({
                  Component: (
                    await import('@/features/curation/reconciliation/reconciliation-page')
                  ).ReconciliationPage,
                }),
              },
              {
                path: 'graders',
                lazy: async () => ({
                  Component: (await import('@/features/grading/graders/graders-page')).GradersPage,
                }),
              },
              {
                path: 'calibration',
                lazy: async () => ({
                  Component: (await import('@/features/grading/calibration/calibration-page'))
                    .CalibrationPage,
                }),
              },
              {
                path: 'regrades',
                lazy: async () => ({
                  Component: (await import('@/features/grading/regrades/regrades-page'))
                    .RegradesPage,
                }),
              },
              {
                path: 'regrades/:id',
                lazy: async () => ({
                  Component: (await import('@/features/grading/regrades/regrade-page')).RegradePage,
                }),
              },
              {
                path: 'dead-letters',
                lazy: async () => ({
                  Component: (await import('@/features/operations/dead-letters-page'))
                    .DeadLettersPage,
                }),
              },
            ],
          },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
]);
