// The services own their HTTP shapes: their OpenAPI documents are the only source of our types.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const documents = new URL(
  '../../../../../contracts/src/main/resources/contracts/openapi/',
  import.meta.url,
);
const target = new URL('../src/lib/api/', import.meta.url);
mkdirSync(target, { recursive: true });

for (const service of ['catalog', 'session', 'grading']) {
  const types = astToString(await openapiTS(new URL(`${service}.json`, documents)));
  const file = new URL(`${service}.d.ts`, target);
  // An unchanged file keeps its time stamp, so that a running dev server doesn't reload.
  if (!existsSync(file) || readFileSync(file, 'utf8') !== types) {
    writeFileSync(file, types);
  }
}
