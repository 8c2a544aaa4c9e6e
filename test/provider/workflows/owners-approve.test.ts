import { expect, it } from 'vitest'
import { review } from '../../support/github/people.ts'
import { readFile } from 'node:fs/promises'
import { REPOSITORY } from '../../../provider/setup/repository.ts'
import { ACME, codesIn, contextOf, DIGEST, propose, type Proposed } from './support.ts'
import { findApproved } from '../../../provider/workflows/find-approved.ts'
import { NO_POLICY } from '../../support/no-policy.ts'
import { clientOf } from '../../support/github/client.ts'

const POLICY = { 'access/policy.yaml': `${NO_POLICY}# Looser\n` }
const RULES = '.github/CODEOWNERS'

/** Pavel owns only the clients' files; Sergey is of security alone. */
async function staged(options: Parameters<typeof propose>[0] = {}): Promise<Proposed> {
  const made = await propose(options)
  const { teams } = made.github.world
  teams.set('acme/account-leads', ['pavel']).set('acme/security', ['sergey'])
  return made
}

it.each([
  ['an account lead', 'pavel', []],
  ['somebody of security', 'sergey', ['OWNER_APPROVAL_MISSING']],
  ['somebody who is in no team', 'zoe', ['OWNER_APPROVAL_MISSING']],
])('the file of a client is approved by %s', async (_name, login, refused) => {
  await using made = await staged()
  review(made.github.world, made.pull, login)
  expect(codesIn(await made.merged())).toEqual(refused)
})

it('a looser policy beside it takes the owners of both', async () => {
  await using made = await staged({ changes: POLICY })
  review(made.github.world, made.pull, 'pavel')
  expect(codesIn(await made.merged())).toEqual(['OWNER_APPROVAL_MISSING'])
  review(made.github.world, made.pull, 'sergey')
  expect((await made.again()).approved).toHaveLength(1)
})

it('the owner approves one plan and somebody else the next: neither is approved by whom it takes', async () => {
  await using made = await staged({ changes: POLICY })
  review(made.github.world, made.pull, 'sergey')
  made.show('e'.repeat(64))
  review(made.github.world, made.pull, 'pavel')
  expect(codesIn(await made.merged())).toEqual(['OWNER_APPROVAL_MISSING'])
})

it('a pull request that makes its author an owner is judged by the rules before it', async () => {
  await using made = await staged({ changes: { [RULES]: '* @zoe\n' } })
  review(made.github.world, made.pull, 'zoe')
  expect(codesIn(await made.merged())).toEqual(['OWNER_APPROVAL_MISSING'])
})

it('a pull request of a bot takes two owners', async () => {
  await using made = await staged({ author: { login: 'renovate[bot]', type: 'Bot' } })
  for (const login of ['pavel', 'zoe']) review(made.github.world, made.pull, login)
  expect(codesIn(await made.merged())).toEqual(['OWNER_APPROVAL_MISSING'])
  made.github.world.teams.set('acme/account-leads', ['pavel', 'zoe'])
  expect((await made.again()).approved).toHaveLength(1)
})

it('a team whose members no token may see is unknown, and refuses', async () => {
  await using made = await staged()
  review(made.github.world, made.pull, 'pavel')
  await made.merged()
  const context = { ...contextOf(made.repository, made.github), env: {} }
  const found = await findApproved(
    context,
    clientOf(made.github).client,
    made.pull.base.sha,
    made.repository.head(),
  )
  expect(codesIn(found)).toEqual(['OWNERS_UNKNOWN'])
})

/** Writes the rules on main, then proposes from there. */
async function withRules(text: string): Promise<Proposed> {
  return staged({ rules: text })
}

it.each([
  ['a login', `/access/clients/ @Zoe`, []],
  ['a public address', `/access/clients/ zoe@acme.example`, []],
  ['an address that GitHub does not show', `/access/clients/ hidden@acme.example`, ['OWNERS_UNKNOWN']],
  ['nobody', `* @pavel\n/access/clients/`, []],
  ['the last line that matches', `/access/clients/ @zoe\n${ACME} @pavel`, ['OWNER_APPROVAL_MISSING']],
])('the owner is %s', async (name, text, refused) => {
  await using made = await withRules(text)
  if (!name.includes('not show')) made.github.world.emails.set('zoe', 'Zoe@acme.example')
  review(made.github.world, made.pull, 'zoe')
  expect(codesIn(await made.merged())).toEqual(refused)
})

it('a CODEOWNERS that GitHub does not load names nobody', async () => {
  await using made = await withRules(`# ${'x'.repeat(3 * 1024 * 1024)}`)
  review(made.github.world, made.pull, 'pavel')
  expect(codesIn(await made.merged())).toEqual(['OWNERS_UNREAD'])
})

it.each([
  ['the new client alone', ['zoe'], ['bloom OWNER_APPROVAL_MISSING', 'acme OWNER_APPROVAL_MISSING']],
  ['the old client alone', ['pavel'], ['bloom OWNER_APPROVAL_MISSING']],
  ['both', ['pavel', 'zoe'], []],
])('an asset that moves takes the owners of %s', async (_name, logins, refused) => {
  const rules = '/access/clients/acme.yaml @pavel\n/access/clients/bloom.yaml @zoe\n'
  const catalog = '  catalogs:\n    - { id: "4001", name: ACME | Products }\n'
  const bloom = await readFile(`${REPOSITORY}/access/clients/bloom.yaml`, 'utf8')
  const moved = bloom
    .replace('\n\nteam:', `\n${catalog}\nteam:`)
    .replace('package:', 'also_businesses: ["100000000000001"]\npackage:')
  await using made = await propose({
    rules,
    edit: (text) => text.replace(catalog, ''),
    changes: { 'access/clients/bloom.yaml': moved },
  })
  made.show(DIGEST, ['acme', 'bloom'])
  for (const login of logins) review(made.github.world, made.pull, login)
  const { refusals } = await made.merged()
  expect(refusals.map(({ code, args }) => `${String(args['client'])} ${code}`).sort()).toEqual(
    refused.toSorted(),
  )
})
