// Builds the web UI for the Maven build, and does nothing when nothing changed: a Java change should not cost an
// npm install, nor a UI build. Stamps lie beside what they describe, so deleting that is enough to force it.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const module_ = fileURLToPath(new URL('.', import.meta.url));
const webui = join(module_, 'src', 'main', 'webui');
const check = !process.argv.includes('--check=false');

if (!existsSync(join(webui, 'package.json'))) {
    console.log('[webui] no src/main/webui/package.json: the gateway is built without its web UI');
    process.exit(0);
}

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : '');

function digest(...roots) {
    const hash = createHash('sha256');
    const visit = (path) => {
        const stat = statSync(path);
        if (stat.isDirectory()) {
            readdirSync(path)
                .filter((name) => !['node_modules', 'dist', 'coverage'].includes(name))
                .sort()
                .forEach((name) => visit(join(path, name)));
        } else {
            hash.update(relative(module_, path)).update('\0').update(readFileSync(path)).update('\0');
        }
    };
    roots.filter(existsSync).forEach(visit);
    return hash.digest('hex');
}

function npm(...args) {
    console.log(`[webui] npm ${args.join(' ')}`);
    const windows = process.platform === 'win32';
    const run = spawnSync('npm', args, { cwd: webui, stdio: 'inherit', shell: windows });
    if (run.status !== 0) {
        console.error(`[webui] npm ${args.join(' ')} failed${run.error ? `: ${run.error.message}` : ''}`);
        process.exit(run.status ?? 1);
    }
}

const lock = digest(join(webui, 'package.json'), join(webui, 'package-lock.json'));
const lockStamp = join(webui, 'node_modules', '.greenroom-lock');
if (read(lockStamp) !== lock) {
    npm('ci', '--no-audit', '--no-fund');
    writeFileSync(lockStamp, lock);
}

// The API types are generated from the contracts, so a changed contract is a changed UI.
const sources = digest(webui, join(module_, '..', 'contracts', 'src', 'main', 'resources', 'contracts', 'openapi'));
const checkStamp = join(webui, 'node_modules', '.greenroom-checked');
const buildStamp = join(webui, 'node_modules', '.greenroom-built');

if (check && read(checkStamp) !== sources) {
    npm('run', 'check');
}
if (read(buildStamp) !== sources || !existsSync(join(webui, 'dist', 'index.html'))) {
    npm('run', 'build');
    // Names of assets carry hashes, so the last build's would stay in the jar beside this one's.
    rmSync(join(module_, 'target', 'classes', 'META-INF', 'resources', 'assets'), { recursive: true, force: true });
}
// Generated files may lie among the sources: the stamp describes the tree as the next build will find it.
const after = digest(webui, join(module_, '..', 'contracts', 'src', 'main', 'resources', 'contracts', 'openapi'));
writeFileSync(buildStamp, after);
if (check) {
    writeFileSync(checkStamp, after);
}
