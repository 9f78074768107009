import { describe, expect, it } from 'vitest';
import { BoundedOutput } from './output-bound';

const bytes = ({ stdout, stderr }: BoundedOutput) =>
  new TextEncoder().encode(stdout + stderr).length;

describe('what a program prints', () => {
  it('is kept line by line, each stream for itself', () => {
    const output = new BoundedOutput();
    output.print('stdout', 'one');
    output.print('stderr', 'oops');
    output.print('stdout', 'two');

    expect(output.stdout).toBe('one\ntwo\n');
    expect(output.stderr).toBe('oops\n');
  });

  it('is bounded, however much there is, and says so once', () => {
    const output = new BoundedOutput();
    for (let line = 0; line < 100_000; line += 1) {
      output.print('stdout', `line ${line}`);
    }
    output.fail('Traceback');

    expect(bytes(output)).toBeLessThan(20_000);
    expect(output.stdout.match(/not shown/g)).toHaveLength(1);
    expect(output.stderr).toBe('Traceback');
  });

  it('is bounded in bytes, not in characters', () => {
    const output = new BoundedOutput();
    output.print('stdout', '漢'.repeat(15_000));

    expect(bytes(output)).toBeLessThan(20_000);
  });
});
