// What our images are made of, and under which licences. Maven has written one bill of materials for all services; each image
// gets of it what its jars are, the gateway also the packages of the web UI, and a list of licences beside it. Fails on a jar
// that is not in the bill, and on a licence that licences.json does not allow.
// Wants the services to be built and its tools to be installed: node supply-chain.mjs REPOSITORY
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = process.argv[2];
const here = dirname(fileURLToPath(import.meta.url));
const { allowed, names, components: decided } = JSON.parse(readFileSync(join(here, 'licences.json'), 'utf8'));
const services = ['catalog-service', 'session-service', 'grading-service', 'gateway'];
const target = join(repository, 'deploy', 'images', 'target');
const whole = JSON.parse(readFileSync(join(target, 'bom.json'), 'utf8'));
const used = new Set();
const faults = new Set();

// Quarkus calls them group.artifact-version.jar, with a classifier before the end if there is one.
function jars(service) {
    const libraries = join(repository, service, 'target', 'quarkus-app', 'lib');
    if (!existsSync(libraries)) {
        throw new Error(`${service} is not built: there is no ${libraries}`);
    }
    return readdirSync(libraries, { recursive: true })
        .map((path) => path.split(/[\\/]/).at(-1))
        .filter((name) => name.endsWith('.jar'))
        .map((name) => name.slice(0, -'.jar'.length));
}

function componentsOf(service) {
    return jars(service).flatMap((jar) => {
        const found = whole.components.filter(({ group, name, version }) => {
            const known = `${group}.${name}-${version}`;
            return jar === known || jar.startsWith(`${known}-`);
        });
        if (found.length === 0) {
            faults.add(`${service} has a jar that is not in the bill of materials: ${jar}`);
        }
        return found;
    });
}

function webui() {
    const file = join(target, 'webui-bom.json');
    const run = spawnSync(
        join(here, 'node_modules', '.bin', 'cyclonedx-npm'),
        // The lock alone is read. npm finds fault with ranges of peers that the lock overrides; what is locked is what ships.
        ['--ignore-npm-errors', '--package-lock-only', '--omit', 'dev', '--flatten-components', '--output-reproducible', '--output-file', file],
        { cwd: join(repository, 'gateway', 'src', 'main', 'webui'), encoding: 'utf8' },
    );
    if (run.status !== 0) {
        throw new Error(`cyclonedx-npm failed: ${run.error ?? run.stderr}`);
    }
    return JSON.parse(readFileSync(file, 'utf8')).components;
}

// Alternatives of a component: one that is allowed is enough, and is the one that we take.
function alternatives(component) {
    const purl = (component.purl ?? '').split('?')[0];
    if (decided[purl]) {
        used.add(purl);
        return [decided[purl].licence];
    }
    return (component.licenses ?? []).flatMap(({ expression, license }) => {
        const said = expression ?? license.id ?? license.name;
        if (names[said]) {
            used.add(said);
        }
        return (names[said] ?? said).split(/ OR /).map((one) => one.replaceAll(/[()]/g, '').trim());
    });
}

const isAllowed = (alternative) => alternative.split(' AND ').every((one) => allowed.includes(one.trim()));

for (const service of services) {
    const components = [...componentsOf(service), ...(service === 'gateway' ? webui() : [])];
    const refs = new Set(components.map((component) => component['bom-ref']));
    const lines = components
        .filter(({ group }) => group !== 'io.greenroom')
        .map((component) => {
            const name = [component.group, component.name].filter(Boolean).join('/');
            const chosen = alternatives(component).find(isAllowed);
            if (!chosen) {
                faults.add(`${component.purl}: ${alternatives(component).join(' or ') || 'names no licence'}`);
            }
            return `${name} ${component.version}: ${chosen}`;
        });
    const bom = {
        ...whole,
        metadata: {
            ...whole.metadata,
            component: { type: 'application', group: 'io.greenroom', name: service, version: whole.metadata.component.version },
        },
        components,
        dependencies: (whole.dependencies ?? []).filter(({ ref }) => refs.has(ref)),
    };
    const directory = join(target, service);
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'bom.json'), `${JSON.stringify(bom, null, 2)}\n`);
    writeFileSync(join(directory, 'licences.txt'), `${[...new Set(lines)].sort().join('\n')}\n`);
    console.log(`${service}: ${components.length} components`);
}
const idle = [...Object.keys(names), ...Object.keys(decided)].filter((key) => !used.has(key));
if (faults.size > 0) {
    console.error(`Not in order:\n${[...faults].sort().join('\n')}`);
}
if (idle.length > 0) {
    console.error(`licences.json speaks of what nothing has:\n${idle.join('\n')}`);
}
process.exit(faults.size + idle.length > 0 ? 1 : 0);
