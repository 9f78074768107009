import { createBrowserRouter, Navigate } from 'react-router';
import { PageLoader } from '@/components/page-loader';
import { AdminFrame, AdminStart } from './admin-frame';
import { ErrorPage } from './error-page';
import { HomeRoute } from './landing/home-route';
import { Layout } from './layout/layout';
import { NotFoundPage } from './not-found-page';
import { PrepareFrame } from './prepare-frame';

/** Pages are loaded when they are first opened; only the frame and the landing page are there at once. */
export const router = createBrowserRouter([
  {
    // The room takes the whole window.
    path: 'sessions/:id/room',
    errorElement: <ErrorPage />,
    hydrateFallbackElement: <PageLoader />,
    lazy: async () => ({ Component: (await import('@/features/room/room-page')).RoomPage }),
  },
  {
    element: <Layout />,
    errorElement: <ErrorPage />,
    hydrateFallbackElement: <PageLoader />,
    children: [
      {
        errorElement: <ErrorPage />,
        children: [
          { index: true, element: <HomeRoute /> },
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
            element: <PrepareFrame />,
            children: [
              {
                path: 'prepare',
                lazy: async () => ({
                  Component: (await import('@/features/prepare/prepare-page')).PreparePage,
                }),
              },
              {
                path: 'plans',
                lazy: async () => ({
                  Component: (await import('@/features/prepare/plans/plans-page')).PlansPage,
                }),
              },
              {
                path: 'plans/:id',
                lazy: async () => ({
                  Component: (await import('@/features/prepare/plans/plan-page')).PlanPage,
                }),
              },
              {
                path: 'loops',
                lazy: async () => ({
                  Component: (await import('@/features/prepare/loops/loops-page')).LoopsPage,
                }),
              },
              {
                path: 'loops/:id',
                lazy: async () => ({
                  Component: (await import('@/features/prepare/loops/loop-page')).LoopPage,
                }),
              },
              {
                path: 'loops/:id/practice',
                lazy: async () => ({
                  Component: (await import('./loop-practice-route')).LoopPracticeRoute,
                }),
              },
              {
                path: 'random-set',
                lazy: async () => ({
                  Component: (await import('./random-set-route')).RandomSetRoute,
                }),
              },
              {
                path: 'collections',
                lazy: async () => ({
                  Component: (await import('@/features/prepare/collections/collections-page'))
                    .CollectionsPage,
                }),
              },
              {
                path: 'collections/:id',
                lazy: async () => ({
                  Component: (await import('./collection-route')).CollectionRoute,
                }),
              },
              {
                path: 'topics',
                lazy: async () => ({
                  Component: (await import('@/features/prepare/topics/topics-page')).TopicsPage,
                }),
              },
              {
                path: 'topics/:id',
                lazy: async () => ({
                  Component: (await import('@/features/prepare/topics/topic-page')).TopicPage,
                }),
              },
              {
                path: 'companies',
                lazy: async () => ({
                  Component: (await import('@/features/prepare/companies/companies-page'))
                    .CompaniesPage,
                }),
              },
              {
                path: 'companies/:id',
                lazy: async () => ({
                  Component: (await import('@/features/prepare/companies/company-page'))
                    .CompanyPage,
                }),
              },
              {
                path: 'rounds',
                lazy: async () => ({
                  Component: (await import('@/features/prepare/advice/advice-page')).AdvicePage,
                }),
              },
              {
                path: 'rounds/:id',
                lazy: async () => ({
                  Component: (await import('@/features/prepare/advice/round-page')).RoundPage,
                }),
              },
              {
                path: 'guides/:id',
                lazy: async () => ({
                  Component: (await import('@/features/prepare/advice/guide-page')).GuidePage,
                }),
              },
              {
                path: 'bookmarks',
                lazy: async () => ({
                  Component: (await import('@/features/prepare/bookmarks/bookmarks-page'))
                    .BookmarksPage,
                }),
              },
              {
                path: 'sheets',
                lazy: async () => ({
                  Component: (await import('@/features/prepare/sheets/sheets-page')).SheetsPage,
                }),
              },
              { path: 'guides', element: <Navigate to="/rounds" replace /> },
            ],
          },
          {
            path: 'account/data',
            lazy: async () => ({
              Component: (await import('@/features/account/own-data-page')).OwnDataPage,
            }),
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
            path: 'sessions',
            lazy: async () => ({
              Component: (await import('@/features/sessions/list/sessions-page')).SessionsPage,
            }),
          },
          {
            path: 'sessions/new',
            lazy: async () => ({
              Component: (await import('@/features/sessions/plan/new-session-page')).NewSessionPage,
            }),
          },
          {
            path: 'sessions/join/:token',
            lazy: async () => ({
              Component: (await import('@/features/sessions/join/join-page')).JoinPage,
            }),
          },
          {
            path: 'sessions/:id',
            lazy: async () => ({
              Component: (await import('@/features/sessions/detail/session-page')).SessionPage,
            }),
          },
          {
            path: 'sessions/:id/edit',
            lazy: async () => ({
              Component: (await import('@/features/sessions/plan/edit-session-page'))
                .EditSessionPage,
            }),
          },
          {
            path: 'sessions/:id/scorecard',
            lazy: async () => ({
              Component: (await import('@/features/sessions/scorecard/scorecard-page'))
                .ScorecardPage,
            }),
          },
          {
            path: 'sessions/:id/panel',
            lazy: async () => ({
              Component: (await import('@/features/sessions/panel/panel-page')).PanelPage,
            }),
          },
          {
            path: 'sessions/:id/release',
            lazy: async () => ({
              Component: (await import('@/features/sessions/release/release-page')).ReleasePage,
            }),
          },
          {
            path: 'sessions/:id/report',
            lazy: async () => ({
              Component: (await import('@/features/sessions/report/report-page')).ReportPage,
            }),
          },
          {
            path: 'sessions/:id/replay',
            lazy: async () => ({
              Component: (await import('@/features/sessions/replay/replay-page')).ReplayPage,
            }),
          },
          {
            path: 'sessions/:id/check',
            lazy: async () => ({
              Component: (await import('@/features/sessions/check/check-page')).CheckPage,
            }),
          },
          {
            path: 'peers',
            lazy: async () => ({
              Component: (await import('@/features/sessions/peers/peers-page')).PeersPage,
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
                path: 'questions/:id/health',
                lazy: async () => ({
                  Component: (await import('@/features/curation/health/question-health-page'))
                    .QuestionHealthPage,
                }),
              },
              {
                path: 'health',
                lazy: async () => ({
                  Component: (await import('@/features/curation/health/health-page')).HealthPage,
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
                path: 'interviewers',
                lazy: async () => ({
                  Component: (await import('@/features/sessions/statistics/statistics-page'))
                    .StatisticsPage,
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
