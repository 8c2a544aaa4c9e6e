// @ts-check
import childProcess from 'node:child_process'
import { appendFileSync, existsSync, realpathSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, delimiter, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

// Refuses and records each start of a tool, in a worker of quick and in every Node process below it (NODE_OPTIONS).

/** The variable that gives a child what to record, and where: JSON of `{ record, file }`. */
export const NO_TOOLS = 'METAGRANT_NO_TOOLS'

const OWN_TOOLS = fileURLToPath(new URL('../../.tools/', import.meta.url))
const PRELOAD = `--import=${import.meta.url}`
const TOOL =
  /^(pulumi(-[\w-]+)?|act|actionlint|zizmor|shellcheck|chromium(-browser)?|(google-)?chrome(-stable)?|msedge)$/
const SHELL = /^(sh|bash|dash|zsh)$/

const STATE = Symbol.for('metagrant.no-tools')
/** @typedef {{ record: string, file: string }} Recording */
const holder = /** @type {Record<symbol, Recording | undefined>} */ (/** @type {unknown} */ (globalThis))

/**
 * Guards this process; called again, it names another file of tests.
 * @param {Recording} recording
 */
export function refuseTools(recording) {
  if (holder[STATE] === undefined) wrap()
  holder[STATE] = recording
}

/** @typedef {(command: string, ...rest: unknown[]) => unknown} Start */
/** @typedef {{ env?: NodeJS.ProcessEnv, shell?: unknown, cwd?: unknown }} Options */

function wrap() {
  const functions = /** @type {Record<string, any>} */ (/** @type {unknown} */ (childProcess))
  for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']) {
    const wrapped = guarded(name, functions[name])
    const promised = functions[name][promisify.custom]
    if (promised !== undefined) Reflect.set(wrapped, promisify.custom, guarded(name, promised))
    functions[name] = wrapped
  }
  syncBuiltinESMExports()
}

/**
 * @param {string} name
 * @param {Start} start
 * @returns {Start}
 */
function guarded(name, start) {
  return (command, ...rest) => {
    const recording = /** @type {Recording} */ (holder[STATE])
    const args = Array.isArray(rest[0]) ? /** @type {string[]} */ (rest[0]) : []
    const at = rest.findIndex((one) => typeof one === 'object' && one !== null && !Array.isArray(one))
    const options = /** @type {Options} */ (at === -1 ? {} : rest[at])
    const env = options.env ?? process.env
    const cwd = typeof options.cwd === 'string' ? options.cwd : process.cwd()
    const byShell = /^exec(Sync)?$/.test(name) || Boolean(options.shell)
    const tool = commandsIn(command, args, byShell).find((one) => isTool(one, env, cwd))
    if (tool !== undefined) {
      appendFileSync(recording.record, `${JSON.stringify({ file: recording.file, tool })}\n`)
      throw new Error(refusal(tool, recording.file))
    }
    const own = {
      ...options,
      env: { [NO_TOOLS]: JSON.stringify(recording), ...env, NODE_OPTIONS: preloaded(env) },
    }
    if (at !== -1) rest[at] = own
    else rest.splice(Array.isArray(rest[0]) ? 1 : 0, rest[0] === undefined ? 1 : 0, own)
    return start(command, ...rest)
  }
}

/**
 * @param {string} tool
 * @param {string} file
 */
export function refusal(tool, file) {
  return `Cannot start "${tool}" in quick, for ${file}. Fix: Add the file to NEEDS_TOOLS in test/support/needs-tools.ts`
}

/** @param {NodeJS.ProcessEnv} env */
function preloaded({ NODE_OPTIONS: given = '' }) {
  return given.includes(PRELOAD) ? given : `${given} ${PRELOAD}`.trim()
}

/**
 * The programs that a start names: its own, and for a shell those at the beginning of each of its commands.
 * @param {string} command
 * @param {string[]} args
 * @param {boolean} byShell
 */
function commandsIn(command, args, byShell) {
  const texts = byShell ? [[command, ...args].join(' ')] : SHELL.test(basename(command)) ? args : []
  const inside = texts.flatMap((text) =>
    text
      .split(/[;|&()\n`]+/)
      .map(
        (one) =>
          one
            .trim()
            .split(/\s+/)
            .find((word) => !/^(\w+=.*|exec|env|command|!)$/.test(word)) ?? '',
      )
      .map((word) => word.replace(/^["']|["']$/g, '')),
  )
  return byShell ? inside : [command, ...inside]
}

/**
 * A test may start a stand-in that it wrote into a folder for the time being, under any name.
 * @param {string} command
 * @param {NodeJS.ProcessEnv} env
 * @param {string} cwd
 */
function isTool(command, env, cwd) {
  if (command === '') return false
  const path = command.includes(sep) ? resolve(cwd, command) : onPath(command, env['PATH'] ?? '')
  if (path === undefined) return false
  const real = existsSync(path) ? realpathSync(path) : path
  if ([path, real].some((one) => one.startsWith(OWN_TOOLS))) return true
  const named = [path, real].some((one) => TOOL.test(basename(one)))
  return named && !real.startsWith(join(realpathSync(tmpdir()), sep))
}

/**
 * @param {string} name
 * @param {string} path
 */
function onPath(name, path) {
  return path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file))
}

const given = process.env[NO_TOOLS]
if (given !== undefined) refuseTools(/** @type {Recording} */ (JSON.parse(given)))
