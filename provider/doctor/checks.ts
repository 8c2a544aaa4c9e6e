import type { Client } from '../model/model.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import { AUDIT_BRANCH, ENVIRONMENT, REQUIRED_CHECKS, WORKFLOW_FILES } from '../github/names.ts'
import { environmentRows, type WantedEnvironment } from './environments.ts'
import { auditBranchRows, protectionRows } from './protection.ts'
import type { DoctorRow } from './row.ts'
import type { Settings } from '../github/repository-settings.ts'
import { workflowRows } from './workflows.ts'

const AGENCY_SECRET = 'META_AGENCY_TOKEN'
const CLIENT_SECRET = 'META_CLIENT_TOKEN'
const READ_SECRET = 'META_READ_TOKEN'

/** Every check of a repository's settings, for the clients in its files. */
export function settingsRows(
  settings: Settings,
  clients: readonly Pick<Client, 'slug' | 'clientSide'>[],
): DoctorRow[] {
  return [
    ...protectionRows(settings, REQUIRED_CHECKS),
    ...auditBranchRows(settings, AUDIT_BRANCH),
    ...environmentRows(settings, wantedEnvironments(clients)),
    ...workflowRows(settings, WORKFLOW_FILES),
  ]
}

/**
 * The environments that the workflows name. A client's own token is only in that client's environment; pull requests
 * can use only a read-only token.
 */
export function wantedEnvironments(
  clients: readonly Pick<Client, 'slug' | 'clientSide'>[],
): WantedEnvironment[] {
  const stacks = [
    ...clients.map(({ slug, clientSide }) => ({
      name: slug,
      secrets: [AGENCY_SECRET, ...(clientSide === 'by-token' ? [CLIENT_SECRET] : [])],
    })),
    { name: AGENCY_STACK, secrets: [AGENCY_SECRET] },
  ].map((one) => ({ ...one, reviewed: true, byAnother: true, onlyMain: true }))
  // A person on call may be alone.
  const onCall = { reviewed: true, byAnother: false, onlyMain: true }
  const open = { reviewed: false, byAnother: false }
  return [
    ...stacks,
    { name: ENVIRONMENT.breakGlass, secrets: [AGENCY_SECRET], ...onCall },
    { name: ENVIRONMENT.unattended, secrets: [AGENCY_SECRET], ...open, onlyMain: true },
    { name: ENVIRONMENT.preview, secrets: [READ_SECRET], ...open, onlyMain: false },
  ]
}
