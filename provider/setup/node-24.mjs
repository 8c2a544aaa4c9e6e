import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const WANTED = 24

/** Whether this Node runs the TypeScript sources as they are. */
export const IS_NODE_24 = Number(process.versions.node.split('.')[0]) >= WANTED

/**
 * The Node that runs the TypeScript sources as they are: the one npm installed here (node_modules/.bin/node, Linux
 * x64), else this one if it is new enough; undefined when there is none.
 * @param {string} root the repository
 * @returns {string | undefined}
 */
export function findNode24(root) {
  const installed = join(root, 'node_modules', '.bin', 'node')
  if (existsSync(installed)) return installed
  return IS_NODE_24 ? process.execPath : undefined
}

/**
 * An environment in which `node` is that Node too: the engine's plug-ins are scripts that call `node` by its name.
 * @param {string} root the repository
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withNode24(root, env) {
  return { ...env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${env['PATH'] ?? ''}` }
}

/** The message when there is none. */
export const NODE_MISSING = `Cannot run on Node ${process.versions.node} as Node ${WANTED} or newer is wanted
Fix: Install Node ${WANTED} (nodejs.org); on Linux x64 "npm run demo" or "npm ci" brings it along
`
