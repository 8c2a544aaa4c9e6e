import { finding } from '../findings/catalogue.ts'
import { CODEOWNERS_FILE, LABELS } from '../github/names.ts'
import { rowOf, type DoctorRow } from './row.ts'
import type { Settings } from '../github/repository-settings.ts'

const TOPIC = 'Workflows'

/** Settings that the workflows need, and those that limit them. `files` are the paths of our workflows. */
export function workflowRows(settings: Settings, files: readonly string[]): DoctorRow[] {
  const { repository, workflowToken, actions, workflows, labels, hasIssues, codeowners } = settings
  return [
    ...files.map((path) =>
      rowOf(TOPIC, path.slice(path.lastIndexOf('/') + 1), workflows, (all) => {
        const state = all.find((one) => one.path === path)?.state
        if (state === undefined) return [finding('WORKFLOW_MISSING', { repository, path })]
        return state === 'active' ? [] : [finding('WORKFLOW_DISABLED', { repository, path, state })]
      }),
    ),
    rowOf(TOPIC, 'the token of a job reads by default', workflowToken, ({ writes }) =>
      writes ? [finding('WORKFLOW_TOKEN_WRITES', { repository })] : [],
    ),
    rowOf(TOPIC, 'workflows may open pull requests', workflowToken, ({ opensPullRequests }) =>
      opensPullRequests ? [] : [finding('WORKFLOW_OPENS_NOTHING', { repository })],
    ),
    rowOf(TOPIC, 'only chosen actions', actions, ({ any }) =>
      any ? [finding('ACTIONS_ANY', { repository })] : [],
    ),
    rowOf(TOPIC, 'actions are pinned by SHA', actions, ({ pinned }) =>
      pinned ? [] : [finding('ACTIONS_UNPINNED', { repository })],
    ),
    rowOf(TOPIC, 'CODEOWNERS', codeowners, ({ exists, errors }) =>
      exists
        ? errors.map(({ file, line, column, kind }) =>
            finding('CODEOWNERS_INVALID', { kind }, { file, line, column }),
          )
        : [finding('CODEOWNERS_MISSING', { file: CODEOWNERS_FILE })],
    ),
    rowOf(TOPIC, 'issues are on', hasIssues, (on) => (on ? [] : [finding('ISSUES_OFF', { repository })])),
    rowOf(TOPIC, 'labels', labels, (names) =>
      LABELS.filter(({ name }) => !names.includes(name)).map((label) =>
        finding('LABEL_MISSING', { repository, label: label.name, colour: label.colour }),
      ),
    ),
  ]
}
