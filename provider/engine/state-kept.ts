import { isAbsolute, relative, resolve } from 'node:path'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { folderOfBackend } from './backend-folder.ts'
import type { EngineSettings } from './engine-settings.ts'

/**
 * Why nothing may be written: the state would end with this run in GitHub Actions, and the next one would know nobody
 * whom this one gave access. Source: the variables that GitHub sets on every runner (GITHUB_ACTIONS, RUNNER_ENVIRONMENT,
 * GITHUB_WORKSPACE, RUNNER_TEMP: FACT, docs.github.com "Variables reference").
 */
export function stateNotKept({ root, env }: Pick<EngineSettings, 'root' | 'env'>): Finding | undefined {
  if (env['GITHUB_ACTIONS'] !== 'true') return undefined
  const named = env['PULUMI_BACKEND_URL'] ?? ''
  const folder = named === '' ? resolve(root) : folderOfBackend(named)
  if (folder === undefined) return undefined
  const isGone = [env['GITHUB_WORKSPACE'], env['RUNNER_TEMP']].some(
    (place) => place !== undefined && place !== '' && isWithin(place, folder),
  )
  const ends = named === '' || env['RUNNER_ENVIRONMENT'] === 'github-hosted' || isGone
  return ends ? finding('STATE_NOT_KEPT', { folder: named === '' ? '.state' : folder }) : undefined
}

function isWithin(place: string, folder: string): boolean {
  const way = relative(place, folder)
  return !way.startsWith('..') && !isAbsolute(way)
}
