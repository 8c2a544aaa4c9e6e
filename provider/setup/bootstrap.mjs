import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isInstalled } from './installed.mjs'
import { findNode24, NODE_MISSING, withNode24 } from './node-24.mjs'

// Prepares a fresh machine: packages first, then the engine, unless the argument is "packages". It runs on the
// machine's own Node (20 or newer) before anything is installed, so it is plain JavaScript without packages. A second
// run does nothing.
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

// NODE_ENV=production and a user's "omit" must not leave out the tools and Node 24.
const INSTALL =
  'ci --include=dev --include=optional --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error'

if (!isInstalled(ROOT) || findNode24(ROOT) === undefined) installPackages()
const node = findNode24(ROOT)
if (node === undefined) fail(NODE_MISSING)
if (process.argv[2] !== 'packages')
  run(node, [join(ROOT, 'provider', 'setup', 'get-engine.ts')], withNode24(ROOT, process.env))

function installPackages() {
  process.stderr.write('Installing the packages with npm ci (about half a minute)\n')
  const start = performance.now()
  run('npm', INSTALL.split(' '), process.env)
  process.stderr.write(`Installed the packages in ${Math.round((performance.now() - start) / 1000)} s\n`)
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function run(command, args, env) {
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (error !== undefined) fail(`Cannot start "${command}": ${error.message}\n`)
  if (status !== 0) process.exit(status ?? 1)
}

/**
 * @param {string} text
 * @returns {never}
 */
function fail(text) {
  process.stderr.write(text)
  process.exit(1)
}
