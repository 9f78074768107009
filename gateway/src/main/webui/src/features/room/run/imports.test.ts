import { describe, expect, it } from 'vitest';
import { missingModules } from './imports';

describe('the modules that Run does not have', () => {
  it('are those beside the standard library, each once', () => {
    expect(
      missingModules(
        'import math, numpy as np, json\nfrom torch.nn import functional as F\nimport numpy.linalg\n' +
          'from collections import Counter\nimport heapq; import pandas',
      ),
    ).toEqual(['numpy', 'torch', 'pandas']);
  });

  it('are found within a function, too', () => {
    expect(missingModules('def f():\n    import scipy.stats\nif True: import sklearn\n')).toEqual([
      'scipy',
      'sklearn',
    ]);
  });

  it('are not what a text or a comment speaks of', () => {
    expect(
      missingModules(
        '"""\nimport numpy\n"""\n# import torch\ns = "x\\"; import pandas"\nt = \'import a\'\n',
      ),
    ).toEqual([]);
  });

  it('are not what the program brings itself, nor half a line', () => {
    expect(
      missingModules('from . import mine\nimport \nfrom\nimported = 1\nimport os.path'),
    ).toEqual([]);
  });
});
