import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK']).toString());
const PAGE_BYTES = Number(execFileSync('getconf', ['PAGESIZE']).toString());

/** The fields of /proc/PID/stat that follow the name, which may itself hold blanks. */
function fields(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function childrenOf() {
  const children = new Map();
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name)) {
      try {
        const parent = Number(fields(name)[1]);
        children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
      } catch {
        // It has ended since it was listed.
      }
    }
  }
  return children;
}

/** The process and all that descend from it. */
function family(pid) {
  const children = childrenOf();
  const found = [];
  const open = [pid];
  while (open.length > 0) {
    const next = open.pop();
    found.push(next);
    open.push(...(children.get(next) ?? []));
  }
  return found;
}

/** Processor time in seconds that the process, its children and the ended ones of them have used. */
export function cpuSeconds(pid) {
  let ticks = 0;
  for (const member of family(pid)) {
    try {
      const values = fields(member);
      ticks += Number(values[11]) + Number(values[12]);
      if (member === pid) {
        ticks += Number(values[13]) + Number(values[14]);
      }
    } catch {
      // Ended meanwhile; its parent has its time.
    }
  }
  return ticks / TICKS_PER_SECOND;
}

/** Resident memory of the one process in bytes. */
export function residentBytes(pid) {
  return Number(fields(pid)[21]) * PAGE_BYTES;
}
