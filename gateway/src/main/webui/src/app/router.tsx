import { createBrowserRouter } from 'react-router';
import { PageLoader } from '@/components/page-loader';
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
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
]);
