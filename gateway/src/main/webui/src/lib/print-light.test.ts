// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { printInLight } from './print-light';

it('prints a dark page in light, and leaves it dark', () => {
  const root = document.createElement('html');
  root.dataset.mantineColorScheme = 'dark';
  printInLight(root, window);
  window.dispatchEvent(new Event('beforeprint'));
  window.dispatchEvent(new Event('beforeprint'));
  expect(root.dataset.mantineColorScheme).toBe('light');
  window.dispatchEvent(new Event('afterprint'));
  expect(root.dataset.mantineColorScheme).toBe('dark');
});
