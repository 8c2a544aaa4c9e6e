import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ownersOf, readOwnerRules } from '../../../provider/github/codeowners.ts'
import { REPOSITORY } from '../../../provider/setup/repository.ts'
import { makesPlans } from '../../../provider/workflows/plan-makers.ts'

const RULES = readOwnerRules(readFileSync(join(REPOSITORY, '.github/CODEOWNERS'), 'utf8'))
const SECURITY = ['@acme/security']
const PATHS = execFileSync('git', ['ls-files', '-z'], { cwd: REPOSITORY, encoding: 'utf8' })
  .split('\0')
  .filter((path) => path !== '')

/** Every file that a script runs: what it imports, and what that imports. */
function reachable(...starts: readonly string[]): string[] {
  const seen = new Set<string>()
  const open = [...starts]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path) || !existsSync(join(REPOSITORY, path))) continue
    seen.add(path)
    const text = readFileSync(join(REPOSITORY, path), 'utf8')
    for (const [, to = ''] of text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g))
      open.push(relative(REPOSITORY, join(REPOSITORY, dirname(path), to)))
  }
  return [...seen]
}

describe('the files that make plans', () => {
  const made = reachable(
    '.github/scripts/preview.ts',
    '.github/scripts/apply.ts',
    '.github/scripts/find-approved.ts',
    'policies/index.js',
  )

  it('are found: the levels, the digest, the handlers of resources, the rules of policies', () => {
    expect(made.length).toBeGreaterThan(200)
    for (const path of [
      'model/levels',
      'plan/digest',
      'resources/converge',
      'graph/transport',
      'engine/apply-target',
    ])
      expect(made).toContain(`provider/${path}.ts`)
  })

  it('preview every client when one of them changes, and belong to security', () => {
    expect(made.filter((path) => !makesPlans(path))).toEqual([])
    expect(made.filter((path) => ownersOf(RULES, path)?.join() !== SECURITY.join())).toEqual([])
  })

  it.each([
    'access/policy.yaml',
    '.github/workflows/apply.yml',
    'package-lock.json',
    'Pulumi.yaml',
    '.npmrc',
  ])('are %s too', (path) => {
    expect([makesPlans(path), ownersOf(RULES, path)]).toEqual([true, SECURITY])
  })

  it.each([
    'provider/new/x.ts',
    'access/new.yaml',
    'access/clients/acme/x.ts',
    'new.ts',
    '.github/actions/new/action.yml',
  ])('are what nobody knows yet: %s', (path) => {
    expect(makesPlans(path)).toBe(true)
  })
})

it('CODEOWNERS gives every path of the repository an owner, and all that may change a plan to security', () => {
  expect(PATHS.length).toBeGreaterThan(500)
  expect(PATHS.filter((path) => ownersOf(RULES, path) === undefined)).toEqual([])
  const others = PATHS.filter(makesPlans).filter((path) => ownersOf(RULES, path)?.join() !== SECURITY.join())
  expect(others).toEqual([])
})

it.each(['.github/CODEOWNERS', 'docs/CODEOWNERS', 'CODEOWNERS'])(
  'who owns %s is decided by security',
  (path) => {
    expect(ownersOf(RULES, path)).toEqual(SECURITY)
  },
)

it.each(['README.md', 'docs/audit.md', 'access/clients/acme.yaml', 'access/agency.yaml', 'test/x.test.ts'])(
  'makesPlans leaves %s to what it changes itself',
  (path) => {
    expect(makesPlans(path)).toBe(false)
  },
)
