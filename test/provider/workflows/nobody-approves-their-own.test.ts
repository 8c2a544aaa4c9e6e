import { expect, it } from 'vitest'
import { ACTIONS_BOT, push, review, runOf } from '../../support/github/people.ts'
import { moved, type WorkflowRun } from '../../support/github/world.ts'
import { codesIn, DIGEST, propose, type Proposed } from './support.ts'

// Mallory may write, and owns the clients' files. Each test is named after what she tries.

const OTHER = 'e'.repeat(40)

async function staged(options: Parameters<typeof propose>[0] = {}): Promise<Proposed> {
  const made = await propose(options)
  made.github.world.teams.set('acme/account-leads', ['ben', 'olga', 'mallory', 'dora'])
  return made
}

/** A run of a workflow on a branch of Mallory's that pushes as the bot, and opens the pull request as the bot. */
async function byBot(more: Partial<WorkflowRun> = {}): Promise<{ made: Proposed; run: WorkflowRun }> {
  const made = await staged({ author: ACTIONS_BOT, ref: 'metagrant/offboard/acme' })
  const { world } = made.github
  world.activity.splice(0)
  const run = runOf(world, 'mallory', { head_branch: 'mine', path: '.github/workflows/x.yml', ...more })
  moved(world, { branch: made.pull.head.ref, after: made.pull.head.sha, actor: ACTIONS_BOT })
  run.updated_at = world.activity.at(-1)?.timestamp ?? ''
  return { made, run }
}

it('C17: pushes a commit with a forged author onto the branch of ana, and approves it', async () => {
  await using made = await staged()
  push(made.github.world, made.pull, OTHER, 'mallory')
  made.show()
  review(made.github.world, made.pull, 'Mallory')
  expect(codesIn(await made.merged())).toEqual(['APPROVAL_MISSING'])
})

it('somebody else approves what two people pushed', async () => {
  await using made = await staged()
  push(made.github.world, made.pull, OTHER, 'mallory')
  made.show()
  review(made.github.world, made.pull, 'ben')
  expect((await made.merged()).approved).toEqual([{ stack: 'acme', digest: DIGEST }])
})

it('lets a workflow of her branch push and open it as the bot, and approves alone', async () => {
  const { made } = await byBot()
  await using all = made
  review(all.github.world, all.pull, 'mallory')
  expect(codesIn(await all.merged())).toEqual(['APPROVAL_MISSING'])
})

it('does so, deletes the run, and approves alone, or with one other', async () => {
  const { made } = await byBot()
  await using all = made
  all.github.world.runs.splice(0)
  review(all.github.world, all.pull, 'mallory')
  expect(codesIn(await all.merged())).toEqual(['APPROVAL_MISSING'])
  review(all.github.world, all.pull, 'ben')
  // Where the run is gone, two people have seen it: one of them is not her.
  expect((await all.merged()).approved).toHaveLength(1)
})

it('lets a workflow push to the branch of ana, whose pull request takes two people then', async () => {
  await using made = await staged()
  push(made.github.world, made.pull, OTHER, ACTIONS_BOT)
  made.show()
  review(made.github.world, made.pull, 'ben')
  expect(codesIn(await made.merged())).toEqual(['APPROVAL_MISSING'])
  review(made.github.world, made.pull, 'dora')
  expect((await made.merged()).approved).toHaveLength(1)
})

const OWN = { head_branch: 'main', path: '.github/workflows/offboard.yml' }

it('what a workflow file of main made takes one, who did not ask for it', async () => {
  const { made, run } = await byBot(OWN)
  await using all = made
  run.jobs.push({ name: `made ${all.pull.head.sha}`, conclusion: 'success' })
  review(all.github.world, all.pull, 'mallory')
  expect(codesIn(await all.merged())).toEqual(['APPROVAL_MISSING'])
  review(all.github.world, all.pull, 'ben')
  expect((await all.merged()).approved).toHaveLength(1)
})

it.each<[string, Partial<WorkflowRun>, string]>([
  ['while a run of main runs that made something else', OWN, OTHER],
  ['from a branch of hers that has the same workflow', { ...OWN, head_branch: 'mine' }, ''],
  ['from a fork whose branch is called main', { ...OWN, head_repository: 'mallory/access' }, ''],
  ['by a pull request that runs a workflow of main', { ...OWN, event: 'pull_request' }, ''],
  ['by a workflow that proposes nothing', { ...OWN, path: '.github/workflows/preview.yml' }, ''],
])('pushes as the bot %s, which takes two', async (_name, more, sha) => {
  const { made, run } = await byBot(more)
  await using all = made
  run.jobs.push({ name: `made ${sha === '' ? all.pull.head.sha : sha}`, conclusion: 'success' })
  review(all.github.world, all.pull, 'ben')
  expect(codesIn(await all.merged())).toEqual(['APPROVAL_MISSING'])
})

it('pushes onto what main made, and approves', async () => {
  const { made, run } = await byBot({ ...OWN, event: 'schedule' })
  await using all = made
  run.jobs.push({ name: `made ${all.pull.head.sha}`, conclusion: 'success' })
  push(all.github.world, all.pull, OTHER, 'mallory')
  all.show()
  review(all.github.world, all.pull, 'mallory')
  expect(codesIn(await all.merged())).toEqual(['APPROVAL_MISSING'])
})

it('puts a commit onto main past the merge, and had approved the pull request', async () => {
  await using made = await staged()
  review(made.github.world, made.pull, 'mallory')
  const { world } = made.github
  const { merged_at: at } = made.pull
  expect(at).toBeNull()
  const found = await made.merged()
  expect(found.approved).toHaveLength(1)
  const last = world.activity.pop()
  moved(world, {
    branch: 'main',
    after: last?.after ?? '',
    actor: { login: 'mallory', type: 'User' },
    type: 'push',
  })
  expect(codesIn(await made.again())).toEqual(['APPROVAL_MISSING'])
})

it.each<[string, (made: Proposed) => void]>([
  [
    'is refused',
    ({ github }) => github.fail({ path: /^activity/, status: 403, message: 'Resource not accessible' }),
  ],
  ['is empty', ({ github }) => void github.world.activity.splice(0)],
  [
    'begins too late',
    ({ github: { world } }) =>
      void (world.activity[0] = { ...world.activity[0]!, before: OTHER, activity_type: 'push' }),
  ],
  [
    'has a gap',
    ({ github: { world }, pull }) => {
      push(world, pull, 'f'.repeat(40), 'mallory')
      push(world, pull, OTHER, 'ana')
      world.activity.splice(-2, 1)
    },
  ],
  [
    'names an account that is gone',
    ({ github: { world } }) => void (world.activity[0] = { ...world.activity[0]!, actor: null }),
  ],
])('counts on nothing where the activity %s', async (_name, attack) => {
  await using made = await staged()
  attack(made)
  made.show()
  review(made.github.world, made.pull, 'ben')
  const found = await made.merged()
  expect([found.approved, codesIn(found)]).toEqual([[], ['ORIGIN_UNKNOWN']])
})

it('counts on nothing where GitHub shows only a part of the runs, or none', async () => {
  const { made } = await byBot(OWN)
  await using all = made
  for (const login of ['ben', 'dora']) review(all.github.world, all.pull, login)
  const [run] = all.github.world.runs
  all.github.world.runs.push(...Array.from({ length: 1000 }, () => run!))
  expect(codesIn(await all.merged())).toEqual(['ORIGIN_UNKNOWN'])
  all.github.fail({ path: /^actions\/runs/, status: 403, message: 'Resource not accessible' })
  expect(codesIn(await all.again())).toEqual(['ORIGIN_UNKNOWN'])
})

it('reads all pages of the activity: who pushed first, 150 pushes ago, does not approve', async () => {
  await using made = await staged()
  push(made.github.world, made.pull, OTHER, 'mallory')
  for (let count = 0; count < 150; count += 1)
    push(made.github.world, made.pull, String(count).padStart(40, '0'), 'ana')
  made.pull.commits.splice(1)
  made.show()
  review(made.github.world, made.pull, 'mallory')
  expect(codesIn(await made.merged())).toEqual(['APPROVAL_MISSING'])
})

it('pushes to the branch, deletes it, and lets ana restore it', async () => {
  await using made = await staged()
  const { world } = made.github
  const { sha } = made.pull.head
  world.activity.splice(0)
  moved(world, { branch: 'change', after: sha, actor: { login: 'mallory', type: 'User' } })
  moved(world, {
    branch: 'change',
    before: sha,
    after: '0'.repeat(40),
    actor: { login: 'mallory', type: 'User' },
    type: 'branch_deletion',
  })
  moved(world, { branch: 'change', after: sha, actor: { login: 'ana', type: 'User' } })
  review(world, made.pull, 'mallory')
  expect(codesIn(await made.merged())).toEqual(['APPROVAL_MISSING'])
})

it('has a review that asks for changes outvoted', async () => {
  await using made = await staged()
  review(made.github.world, made.pull, 'olga', 'CHANGES_REQUESTED')
  review(made.github.world, made.pull, 'ben')
  expect(codesIn(await made.merged())).toEqual(['CHANGES_REQUESTED'])
})

it.each(['none', 'read'] as const)(
  'counts on an approver who has left: permission %s',
  async (permission) => {
    await using made = await staged()
    review(made.github.world, made.pull, 'ben')
    made.github.world.permissions.set('ben', permission)
    expect(codesIn(await made.merged())).toEqual(['APPROVAL_MISSING'])
  },
)

it('uses the approvals of a pull request into another branch', async () => {
  await using made = await staged()
  Object.assign(made.pull.base, { ref: 'staging' })
  review(made.github.world, made.pull, 'ben')
  expect(codesIn(await made.merged())).toEqual(['PULL_REQUEST_MISSING'])
})
