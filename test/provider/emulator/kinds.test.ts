import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { edgeTable } from '../../../provider/emulator/edges/table.ts'
import { rulesOf } from '../../../provider/emulator/kinds/index.ts'
import { ASSET_KINDS, factsOf } from '../../../provider/model/kinds.ts'
import { closure } from '../../../provider/model/tasks.ts'

const METHODS = ['GET', 'POST', 'DELETE'] as const

describe.each(ASSET_KINDS.map((kind) => [kind, factsOf(kind), rulesOf(kind)] as const))(
  'the rules of %s and the facts of the model',
  (kind, facts, rules) => {
    const served = (edge: string) =>
      METHODS.filter((method) => edgeTable.find(rules.node.name, method, edge) !== undefined)

    test('agree on how it is shared', () => {
      expect(served('agencies')).toEqual(facts.partnerEdge === 'none' ? [] : METHODS)
      expect(rules.partners?.roles !== undefined).toBe(facts.shareShows === 'role')
      expect(rules.business.giveUp !== undefined).toBe(facts.canBeGivenUp)
    })

    test('agree on its people', () => {
      expect(served('assigned_users')).toEqual(facts.peopleCanBeTakenOff ? METHODS : ['GET', 'POST'])
      expect(rules.people.assigned !== undefined).toBe(facts.isListedByPeople)
      expect(rules.people.mine?.tokensFor !== undefined).toBe(facts.hasOwnToken)
    })

    test('agree on what it shows', () => {
      expect('owner_business' in rules.node.fields).toBe(facts.showsOwner)
      expect(served('activities')).toEqual(facts.hasActivityLog ? ['GET'] : [])
    })

    test('take every level that is asked for', () => {
      const { combinations } = rules.tasks
      if (combinations === undefined) return
      const taken = combinations.map((combination) => closure(kind, combination))
      for (const tasks of Object.values(facts.levels)) expect(taken).toContainEqual(closure(kind, tasks))
    })
  },
)

describe('the name of a kind', () => {
  test('stands in its own files alone', () => {
    const name = new RegExp(`'(${ASSET_KINDS.join('|')})'`)
    const root = new URL('../../../provider/emulator/', import.meta.url)
    const files = globSync('**/*.ts', { cwd: root }).filter((file) => !file.startsWith('kinds/'))
    expect(files.length).toBeGreaterThan(60)
    const named = files.filter((file) => name.test(readFileSync(new URL(file, root), 'utf8')))
    // A Page token is a kind of token.
    expect(named).toEqual(['protocol/caller.ts'])
  })
})
