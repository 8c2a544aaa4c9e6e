import { expect, test } from 'vitest'
import { stateNotKept } from '../../../provider/engine/state-kept.ts'

const ACTIONS = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: '/runner/repo', RUNNER_TEMP: '/runner/_temp' }
const HOSTED = { ...ACTIONS, RUNNER_ENVIRONMENT: 'github-hosted' }

test.each<[string, Record<string, string>, boolean]>([
  ['a machine of ours, with no back end', {}, true],
  ['a machine of ours, with a folder', { PULUMI_BACKEND_URL: 'file:///runner/repo/.state' }, true],
  ['Actions with no back end', ACTIONS, false],
  ['Actions with an empty variable', { ...ACTIONS, PULUMI_BACKEND_URL: '' }, false],
  ['Actions with a bucket', { ...HOSTED, PULUMI_BACKEND_URL: 's3://state' }, true],
  ['Actions with a database', { ...HOSTED, PULUMI_BACKEND_URL: 'postgres://db/state' }, true],
  ['a runner of GitHub with any folder', { ...HOSTED, PULUMI_BACKEND_URL: 'file:///srv/state' }, false],
  [
    'a runner of ours with a folder of its own',
    { ...ACTIONS, PULUMI_BACKEND_URL: 'file:///srv/state' },
    true,
  ],
  [
    'a runner of ours with a folder of the checkout',
    { ...ACTIONS, PULUMI_BACKEND_URL: 'file:///runner/repo' },
    false,
  ],
  [
    'a runner of ours with its temporary folder',
    { ...ACTIONS, PULUMI_BACKEND_URL: 'file:///runner/_temp/s' },
    false,
  ],
  ['a neighbour of the checkout', { ...ACTIONS, PULUMI_BACKEND_URL: 'file:///runner/repo-state' }, true],
])('stateNotKept lets a run write on %s: %#', (_what, env, isKept) => {
  expect(stateNotKept({ root: '/runner/repo', env })?.code).toBe(isKept ? undefined : 'STATE_NOT_KEPT')
})
