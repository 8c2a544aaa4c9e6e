import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases } from '../support/cases.ts'
import { daysAfter } from '../../provider/model/days.ts'
import { judgeFiles } from '../../policies/judge-files.ts'
import { judge } from '../../policies/judge.ts'
import type { AssetScope } from '../../policies/rule.ts'
import { POLICY_RULES } from '../../policies/rules/index.ts'
import { clientScopes } from '../../policies/scopes.ts'
import type { Finding } from '../../provider/findings/finding.ts'
import { buildModel } from '../../provider/model/build.ts'
import { factsOf } from '../../provider/model/kinds.ts'
import { tasksOf } from '../../provider/model/levels.ts'
import { filesOf, given, reordered, type Given } from '../support/arbitrary-access.ts'
import { TODAY } from '../support/scenario.ts'
import { exampleWith } from './support/example.ts'

const RUNS = { numRuns: cases(60) }

function assetScopes(one: Given): AssetScope[] {
  const { model } = buildModel(filesOf(one), TODAY)
  return model!.clients
    .flatMap((client) => clientScopes(model!, client, TODAY))
    .filter((scope) => scope.on === 'asset')
}

function codes(scope: AssetScope): string[] {
  return judge(POLICY_RULES, scope).map(({ code }) => code)
}

function findings(one: Given): Finding[] {
  const files = filesOf(one)
  return judgeFiles(POLICY_RULES, buildModel(files, TODAY), files, TODAY)
}

describe('the rules', () => {
  it('let everybody have what function and exceptions give, and refuse any task more', () => {
    fc.assert(
      fc.property(given, fc.nat(), (one, at) => {
        for (const scope of assetScopes(one)) {
          expect(codes(scope)).not.toContain('person-within-function')
          const [person, ...others] = scope.access.people
          const more = factsOf(scope.asset.kind).tasks.filter(
            (task) => !allowedIn(one, scope, person?.principal).has(task),
          )
          const task = more[at % more.length]
          if (person === undefined || task === undefined) continue
          const people = [{ ...person, tasks: [...person.tasks, task] }, ...others]
          expect(codes({ ...scope, access: { ...scope.access, people } })).toContain('person-within-function')
        }
      }),
      RUNS,
    )
  })

  it('never throw, and refuse the same whatever the order in the files', () => {
    const pairs = given.chain((one) => fc.tuple(fc.constant(one), reordered(one)))
    const said = (one: Given): string[] =>
      findings(one)
        .map(({ code, args }) => `${code} ${args['asset'] ?? ''} ${args['function'] ?? ''}`)
        .sort()
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        expect(said(other)).toEqual(said(one))
        expect(said(one).join()).not.toContain('rule-failed')
      }),
      RUNS,
    )
  })

  it('count days as the calendar does: an exception may last exactly its limit', () => {
    const day = fc.integer({ min: 0, max: 800 })
    fc.assert(
      fc.property(day, day, fc.integer({ min: 1, max: 400 }), (start, length, limit) => {
        const date = (days: number): string =>
          new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10)
        expect(daysAfter(date(start), length)).toBe(date(start + length))
        const { files } = exampleWith({
          'access/policy.yaml': () => `version: 1\nlimits: { exception_days: ${limit} }\n`,
          'access/clients/acme.yaml': (text) =>
            `${text}\nexceptions:\n  - { who: farid@northlight.example, asset: act_1001, level: advertiser, reason: x, ticket: y, until: ${date(start + length)} }\n`,
        })
        const found = judgeFiles(POLICY_RULES, buildModel(files, date(start)), files, date(start))
        expect(found.some(({ code }) => code === 'exception-is-short')).toBe(length > limit)
      }),
      RUNS,
    )
  })
})

/** What the files allow a person on an asset, said once more: the most of their functions, and the exceptions in force. */
function allowedIn(
  one: Given,
  { asset: { kind, id } }: AssetScope,
  who: string | undefined,
): ReadonlySet<string> {
  const functions = Object.entries(one.team)
    .filter(([, members]) =>
      members.some(({ person, assets }) => person === who && (assets?.includes(id) ?? true)),
    )
    .flatMap(([name]) => one.functions[name]?.[kind] ?? [])
  const exceptions = one.exceptions
    .filter((own) => own.who === who && own.asset === id && own.until >= TODAY)
    .map(({ level }) => level)
  return new Set([...functions, ...exceptions].flatMap((level) => tasksOf(kind, level)))
}
