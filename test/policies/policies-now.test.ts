import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ResourceValidationArgs, ResourceValidationPolicy } from '@pulumi/policy'
import { describe, expect, test } from 'vitest'
import { policiesNow } from '../../policies/policies-now.ts'
import { NOW, makeWorkplace } from '../support/workplace.ts'

/** The codes that block at the root of a stack. */
function blockedAt(stack: string, policies: readonly ResourceValidationPolicy[]): string[] {
  return blockedOn(stack, 'pulumi:pulumi:Stack', `metagrant-${stack}`, policies)
}

/** The codes that block on a resource without any inputs. */
function blockedOn(
  stack: string,
  type: string,
  name: string,
  policies: readonly ResourceValidationPolicy[],
): string[] {
  const urn = `urn:pulumi:${stack}::metagrant::${type}::${name}`
  const args = { urn, type, name, props: {} } as unknown as ResourceValidationArgs
  return policies.flatMap(({ name, enforcementLevel, validateResource }) => {
    const said: string[] = []
    if (typeof validateResource === 'function') void validateResource(args, (text) => void said.push(text))
    return enforcementLevel === 'mandatory' && said.length > 0 ? [name] : []
  })
}

describe('policiesNow', () => {
  test('judges the files of the folder that it is told, else of the one that holds the pack', async () => {
    await using place = await makeWorkplace()
    await place.edit('access/clients/acme.yaml', (text) => text.replace(', page: "2001"', ''))
    const pack = join(place.root, 'policies')
    for (const [env, folder] of [
      [{ METAGRANT_ROOT: place.root }, '/nowhere/policies'],
      [{}, pack],
    ] as const)
      expect(blockedAt('acme', await policiesNow(env, folder, NOW))).toEqual(['instagram-is-linked'])
  })

  test('judges by the day that it is told, else by that of the clock', async () => {
    await using place = await makeWorkplace()
    await place.edit('access/clients/corner.yaml', (text) => text.replace('2026-12-15', '2027-01-20'))
    const at = async (env: object, now: Date): Promise<string[]> =>
      blockedAt('corner', await policiesNow({ METAGRANT_ROOT: place.root, ...env }, '/', now))
    expect(await at({}, NOW)).toEqual(['direct-share-is-short'])
    expect(await at({}, new Date('2027-01-01T00:00:00Z'))).toEqual([])
    expect(await at({ METAGRANT_TODAY: '2027-01-01' }, NOW)).toEqual([])
  })

  test('weighs the rules as access/policy.yaml says', async () => {
    await using place = await makeWorkplace()
    await place.edit('access/clients/acme.yaml', (text) => text.replace(', page: "2001"', ''))
    await place.edit('access/policy.yaml', (text) => `${text}\nseverity:\n  instagram-is-linked: advisory\n`)
    const policies = await policiesNow({ METAGRANT_ROOT: place.root }, '/', NOW)
    expect(blockedAt('acme', policies)).toEqual([])
    expect(policies.find(({ name }) => name === 'instagram-is-linked')?.enforcementLevel).toBe('advisory')
  })

  test('looks at no other resource than those that the run is aimed at, but always at the files', async () => {
    await using place = await makeWorkplace()
    await place.edit('access/clients/acme.yaml', (text) => text.replace(', page: "2001"', ''))
    const aimed = (only: string): Promise<ResourceValidationPolicy[]> =>
      policiesNow({ METAGRANT_ROOT: place.root, METAGRANT_ONLY: only }, '/', NOW)
    const on = async (name: string, only: string): Promise<string[]> =>
      blockedOn('acme', 'pulumi-nodejs:dynamic/metagrant:AdAccountAccess', name, await aimed(only))
    for (const only of ['', ',', 'act_1001', 'act_1002,act_1001'])
      expect(await on('act_1001', only)).toEqual(['matches-the-files'])
    expect(await on('act_1001', 'act_1002')).toEqual([])
    expect(blockedAt('acme', await aimed('act_1002'))).toEqual(['instagram-is-linked'])
  })

  test('lets nothing pass where there are no files', async () => {
    await using place = await makeWorkplace()
    const empty = join(place.root, 'empty')
    await mkdir(empty)
    expect(blockedAt('acme', await policiesNow({ METAGRANT_ROOT: empty }, '/', NOW))).toEqual([
      'files-are-valid',
    ])
  })
})
