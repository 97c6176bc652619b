/**
 * Completes package-lock.json with the optional packages of systems other than this one. npm lists only those that
 * its registry could deliver; `npm ci` then refuses the lock file as incomplete. Run after every `npm install`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface LockedPackage {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

const systems: [pattern: RegExp, os: string][] = [
  [/android/, 'android'],
  [/darwin/, 'darwin'],
  [/freebsd/, 'freebsd'],
  [/linux/, 'linux'],
  [/openharmony/, 'openharmony'],
  [/win/, 'win32'],
];
const processors = ['arm64', 'x64', 'ia32', 'ppc64', 's390x', 'arm'];

/** What a package of one system says of itself, read from its name. */
const placeholder = (name: string, version: string, dev: boolean): LockedPackage => {
  const os = systems.find(([pattern]) => pattern.test(name))?.[1];
  const cpu = processors.find((processor) => name.includes(processor));
  const libc = name.includes('musl') ? 'musl' : name.includes('gnu') && os === 'linux' ? 'glibc' : undefined;
  return {
    version,
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    ...(dev ? { dev: true } : {}),
    ...(libc === undefined ? {} : { libc: [libc] }),
    optional: true,
    ...(os === undefined ? {} : { os: [os] }),
  };
};

const file = 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, LockedPackage> };
let added = 0;
for (const [place, { dev, optionalDependencies }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies ?? {})) {
    // Only exact versions can be named without asking a registry; ranges belong to packages of every system.
    if (!/^\d+\.\d+\.\d+$/.test(version)) continue;
    const key = `node_modules/${name}`;
    if (lock.packages[key] !== undefined) continue;
    lock.packages[key] = placeholder(name, version, place !== '' && dev === true);
    added += 1;
  }
}
const [root, ...rest] = Object.entries(lock.packages);
if (root) {
  lock.packages = Object.fromEntries([root, ...rest.sort(([a], [b]) => a.localeCompare(b, 'en'))]);
}
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} packages of other systems added to ${file}`);
