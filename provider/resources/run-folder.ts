import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { INVENTORY_VERSION, type Inventory } from '../inventory/inventory.ts'
import type { Failure } from './failure.ts'
import { RUN_FOLDER } from './run-variables.ts'

export const INVENTORY_FILE = 'inventory.json'
export const FAILURES_FILE = 'failures.jsonl'
/** Changed by a provider with each answer of Meta: a sign of progress for the limit of engine calls. */
export const PROGRESS_FILE = 'progress'

let known: { readonly folder: string; readonly inventory: Inventory } | undefined

/** The inventory that the command took for this run, read once a process. */
export function inventoryOfRun(env: NodeJS.ProcessEnv): Inventory | undefined {
  const folder = env[RUN_FOLDER]
  if (folder === undefined) return undefined
  if (known?.folder === folder) return known.inventory
  const inventory = JSON.parse(readFileSync(join(folder, INVENTORY_FILE), 'utf8')) as Inventory
  const version: number = inventory.version
  if (version !== INVENTORY_VERSION) {
    throw new Error(
      `Cannot read the inventory as its version must be ${INVENTORY_VERSION}: current version is ${version}`,
    )
  }
  known = { folder, inventory }
  return inventory
}

/** Shows the command that its run goes on. */
export function noteProgress(env: NodeJS.ProcessEnv): void {
  const folder = env[RUN_FOLDER]
  if (folder !== undefined) writeFileSync(join(folder, PROGRESS_FILE), '')
}

/** Passes a failure to the command; through the engine it would arrive as text without a code. */
export function reportFailure(env: NodeJS.ProcessEnv, failure: Failure): void {
  const folder = env[RUN_FOLDER]
  if (folder !== undefined) appendFileSync(join(folder, FAILURES_FILE), `${JSON.stringify(failure)}\n`)
}
