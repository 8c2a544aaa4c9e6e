import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as pulumi from '@pulumi/pulumi'
import { describe, expect, test } from 'vitest'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { tasksOf } from '../../provider/model/levels.ts'
import { LONG } from '../support/cases.ts'
import { makeWorkplace, type Workplace } from '../support/workplace.ts'
import { runWithPack, type PackRun } from './support/with-pack.ts'

/** Two engine runs with the pack take about 11 s, and 55 s were seen on a loaded machine. */
const SLOW = 180_000
const ACME = 'access/clients/acme.yaml'

/** What blocked, by the policy's name. */
function blockedBy({ violations }: PackRun): string[] {
  return [
    ...new Set(violations.filter(({ level }) => level === 'mandatory').map(({ policy }) => policy)),
  ].sort()
}

async function ran(
  place: Workplace,
  stack: string,
  more: Partial<Parameters<typeof runWithPack>[0]> = {},
): Promise<PackRun> {
  return runWithPack({ root: place.root, env: place.env, stack, ...more })
}

describe('the policy pack on the real engine', () => {
  test.each(LONG ? ['acme', 'bloom', 'corner', 'agency'] : ['acme', 'agency'])(
    'passes %s',
    { timeout: SLOW },
    async (stack) => {
      await using place = await makeWorkplace()
      expect(await ran(place, stack)).toMatchObject({ ok: true, violations: [], errors: '' })
    },
  )

  test(
    'fails preview and update of a client that breaks a rule, and nothing is applied',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace()
      await place.edit(ACME, (text) => text.replace(/^preflight:.*\n/m, ''))
      const preview = await ran(place, 'acme')
      const update = await ran(place, 'acme', { command: 'up' })
      expect([preview.ok, update.ok, blockedBy(preview), blockedBy(update)]).toEqual([
        false,
        false,
        ['preflight-is-complete'],
        ['preflight-is-complete'],
      ])
      expect(preview.violations).toHaveLength(3)
      expect(place.emulator.requests.counts().writes).toBe(0)
    },
  )

  test('tells the place, the text and the fix of a finding in one line', { timeout: SLOW }, async () => {
    await using place = await makeWorkplace()
    await place.edit(ACME, (text) => text.replace('name: acme.outdoor, page: "2001"', 'name: acme.outdoor'))
    const { violations } = await ran(place, 'acme')
    expect(violations.map(({ message }) => message.split('\n'))).toEqual([
      [
        'Every Instagram account names its Page',
        'access/clients/acme.yaml:20:7: instagram-is-linked: Cannot check the Instagram account "5001" as the file links it to no Page. Fix: Write "page: <id>" on the Instagram account',
      ],
    ])
  })

  test('only tells advisory rules and what an exception lowers', { timeout: SLOW }, async () => {
    await using place = await makeWorkplace()
    await place.edit(ACME, (text) =>
      text
        .replace('name: acme.outdoor, page: "2001"', 'name: acme.outdoor')
        .replace('name: ACME | Web', 'name: the pixel')
        .concat(
          'policy_exceptions:\n  - { rule: instagram-is-linked, who: olga@northlight.example, reason: Page is new, ticket: OPS-1, until: 2026-12-01 }\n',
        ),
    )
    const { ok, violations } = await ran(place, 'acme')
    expect(ok).toBe(true)
    expect(violations.map(({ policy, level }) => `${policy} ${level}`).sort()).toEqual([
      'name-follows-convention advisory',
      'told advisory',
      'told advisory',
    ])
  })

  test(
    'stops a program that gives more than the files, and nothing is applied',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace()
      const tampered = await ran(place, 'acme', {
        tamper: (client) => ({
          ...client,
          assets: client.assets.map((asset) => ({
            ...asset,
            people: asset.people.map((one) =>
              one.principal.startsWith('ben') && asset.kind === 'ad_account'
                ? { ...one, level: 'admin', tasks: tasksOf('ad_account', 'admin') }
                : one,
            ),
          })),
        }),
      })
      expect([tampered.ok, blockedBy(tampered)]).toEqual([
        false,
        [
          'admin-only-by-exception',
          'matches-the-files',
          'person-within-function',
          'person-within-partner-grant',
        ],
      ])
      expect(place.emulator.requests.counts().writes).toBe(0)
    },
  )

  test('stops resources of another kind, and those of another client', { timeout: SLOW }, async () => {
    await using place = await makeWorkplace()
    const idle = { create: async () => ({ id: '1', outs: {} }) }
    const run = await ran(place, 'bloom', {
      program: async () => {
        class Other extends pulumi.dynamic.Resource {
          constructor(name: string) {
            super(idle, name, { people: pulumi.output(new Promise(() => undefined)) ? {} : {} })
          }
        }
        void new Other('act_1001')
      },
    })
    expect([run.ok, blockedBy(run)]).toEqual([false, ['matches-the-files']])
  })

  test('stops at a file with an error, but not at one of another client', { timeout: SLOW }, async () => {
    await using place = await makeWorkplace()
    // The program is that of the files before somebody broke them.
    const { clientProgram } = await import('../../provider/engine/program.ts')
    const empty = clientProgram({ assets: [] } as never)
    await place.edit(ACME, (text) => `${text}colour: blue\n`)
    const [broken, other] = [await ran(place, 'acme', { program: empty }), await ran(place, 'bloom')]
    expect([broken.ok, blockedBy(broken), other.ok]).toEqual([false, ['files-are-valid'], true])
  })

  test('blocks by a rule that throws, and says which', { timeout: SLOW }, async () => {
    await using place = await makeWorkplace()
    await withThrowingRule(place)
    const run = await ran(place, 'bloom')
    expect([run.ok, blockedBy(run)]).toEqual([false, ['rule-failed']])
    expect(run.violations.map(({ message }) => message).join('\n')).toContain(
      'its rule "few-admins" failed on act_1101: no admins today',
    )
  })
})

/** A pack like ours, but one rule of which has a bug. */
async function withThrowingRule({ root }: Workplace): Promise<void> {
  const folder = join(root, 'policies')
  await rm(folder)
  await mkdir(folder)
  await writeFile(join(folder, 'PulumiPolicy.yaml'), 'runtime: nodejs\nmain: index.js\n')
  await writeFile(join(folder, 'package.json'), '{ "name": "x", "version": "1.0.0", "type": "module" }')
  const from = (path: string): string => JSON.stringify(join(REPOSITORY, path))
  await writeFile(
    join(folder, 'index.js'),
    `import { PolicyPack } from '@pulumi/policy'
import { policiesNow } from ${from('policies/policies-now.ts')}
import { POLICY_RULES } from ${from('policies/rules/index.ts')}
const rules = POLICY_RULES.map((rule) =>
  rule.id === 'few-admins' ? { ...rule, asset: () => { throw new Error('no admins today') } } : rule)
policiesNow(process.env, process.cwd(), new Date(), rules).then((policies) => new PolicyPack('x', { policies }))
`,
  )
}
