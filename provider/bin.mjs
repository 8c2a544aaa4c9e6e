#!/usr/bin/env node
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import module from 'node:module'
import { fileURLToPath } from 'node:url'
import { findNode24, IS_NODE_24, NODE_MISSING, withNode24 } from './setup/node-24.mjs'

// The command. Plain JavaScript for any Node: the rest is TypeScript, which only Node 24 runs as it is.
const ROOT = fileURLToPath(new URL('..', import.meta.url))

const PACKAGES_MISSING = `Cannot run metagrant as its packages are not installed
Fix: Run "npm ci" in ${ROOT}
`

process.exitCode = await run(process.argv.slice(2))

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
async function run(args) {
  if (IS_NODE_24) {
    // Meta's and Pulumi's SDKs are megabytes of source: compiled once, they load in half the time.
    module.enableCompileCache()
    const program = await loaded()
    if (program !== undefined) return program.main(args)
    process.stderr.write(PACKAGES_MISSING)
    return 1
  }
  const node = findNode24(ROOT)
  if (node !== undefined) return runOn(node, args)
  process.stderr.write(NODE_MISSING)
  return 1
}

/** The program; undefined when its packages are not installed. */
async function loaded() {
  try {
    return await import('./cli/main.ts')
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Cannot find package')) return undefined
    throw error
  }
}

/**
 * @param {string} node
 * @param {string[]} args
 * @returns {Promise<number>}
 */
async function runOn(node, args) {
  const script = fileURLToPath(import.meta.url)
  const child = spawn(node, [script, ...args], { stdio: 'inherit', env: withNode24(ROOT, process.env) })
  // A terminal sends Ctrl-C to the child as well, so this process only has to outlive it; it forwards the other
  // signals.
  process.on('SIGINT', () => undefined)
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal))
  const [code] = await once(child, 'exit')
  return typeof code === 'number' ? code : 1
}
