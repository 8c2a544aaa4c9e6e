import { execFile } from 'node:child_process'
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { makeWorkplace, type Workplace } from '../support/workplace.ts'

/** Runs the program of Pulumi.yaml without our commands; the counts of the engine's operations, or what it printed. */
async function official(
  place: Workplace,
  stack: string,
  command: 'preview' | 'up',
): Promise<Record<string, number> | string> {
  const script = join(REPOSITORY, 'test/support/official.ts')
  try {
    const env = { ...process.env, ...place.env, METAGRANT_TODAY: '2026-11-24' }
    const { stdout } = await promisify(execFile)(process.execPath, [script, place.root, stack, command], {
      env,
    })
    return JSON.parse(stdout) as Record<string, number>
  } catch (error) {
    return String(Reflect.get(Object(error), 'stderr'))
  }
}

/** The program looks for the files beside its own folder, so that folder must be a real one here. */
async function copyCode({ root }: Workplace): Promise<void> {
  await rm(join(root, 'provider'))
  await cp(join(REPOSITORY, 'provider'), join(root, 'provider'), { recursive: true })
}

describe('the Pulumi program', () => {
  test(
    'plans, applies and then finds nothing to do without our commands, with each listing read once',
    { timeout: 120_000 },
    async () => {
      await using place = await makeWorkplace()
      await copyCode(place)
      expect(await official(place, 'acme', 'preview')).toMatchObject({ create: 7 })
      expect(place.emulator.requests.counts().writes).toBe(0)
      expect(await official(place, 'acme', 'up')).toMatchObject({ create: 7 })
      expect(place.emulator.requests.counts().writes).toBe(23)

      place.emulator.requests.clear()
      expect(await official(place, 'acme', 'preview')).toEqual({ same: 7 })
      const listings = place.emulator.requests.entries.filter(({ edge }) =>
        edge.startsWith('GET business/client_'),
      )
      expect(listings.length).toBe(new Set(listings.map(({ edge }) => edge)).size)
      // Our own commands and the program share stacks and state.
      expect((await place.json('preview', 'acme')).exit).toBe(0)
    },
  )

  test(
    'says what is wrong with the files, with places, and which stacks there are',
    { timeout: 60_000 },
    async () => {
      await using place = await makeWorkplace()
      await copyCode(place)
      expect(await official(place, 'nobody', 'preview')).toContain(
        'access/clients/nobody.yaml does not exist',
      )
      await place.edit('access/clients/acme.yaml', (text) => `${text}colour: blue\n`)
      expect(await official(place, 'acme', 'preview')).toContain('access/clients/acme.yaml:36:1 KEY_UNKNOWN')
    },
  )
})
