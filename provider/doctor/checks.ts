import type { Client } from '../model/model.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import { ENVIRONMENT, environmentOf, REQUIRED_CHECKS, WORKFLOW_FILES } from '../github/names.ts'
import { environmentRows, type WantedEnvironment } from './environments.ts'
import { protectionRows } from './protection.ts'
import type { Row } from './row.ts'
import type { Settings } from './settings.ts'
import { workflowRows } from './workflows.ts'

const AGENCY_SECRET = 'META_AGENCY_TOKEN'

/** Every check of the settings of a repository, for the clients that its files name. */
export function settingsRows(
  settings: Settings,
  clients: readonly Pick<Client, 'slug' | 'clientSide'>[],
): Row[] {
  return [
    ...protectionRows(settings, REQUIRED_CHECKS),
    ...environmentRows(settings, wantedEnvironments(clients)),
    ...workflowRows(settings, WORKFLOW_FILES),
  ]
}

/** The environments that the workflows name. A client's own token stands only in that client's environment. */
export function wantedEnvironments(
  clients: readonly Pick<Client, 'slug' | 'clientSide'>[],
): WantedEnvironment[] {
  const gated = [
    ...clients.map(({ slug, clientSide }) => ({
      name: environmentOf(slug),
      secrets: [AGENCY_SECRET, ...(clientSide === 'by-token' ? ['META_CLIENT_TOKEN'] : [])],
    })),
    { name: environmentOf(AGENCY_STACK), secrets: [AGENCY_SECRET] },
    { name: ENVIRONMENT.breakGlass, secrets: [AGENCY_SECRET] },
  ]
  const open = [ENVIRONMENT.scan, ENVIRONMENT.expire].map((name) => ({ name, secrets: [AGENCY_SECRET] }))
  return [
    ...gated.map((one) => ({ ...one, reviewed: true })),
    ...open.map((one) => ({ ...one, reviewed: false })),
  ]
}
