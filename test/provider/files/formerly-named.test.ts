import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formerlyNamedElsewhere } from '../../../provider/files/formerly-named.ts'
import { onceListing } from '../../../provider/files/once-listing.ts'
import { commitAccess } from '../../support/git.ts'

let root: string
const file = (name: string) => `access/clients/${name}.yaml`

/** A client's file with one ad account and a team of one. */
function fileOf(business: string, id: string, who: string): string {
  return `business: "${business}"\nassets:\n  ad_accounts:\n    - { id: ${id}, name: x }\nteam:\n  media-buyer: [${who}]\n`
}

async function commit(name: string, text: string | undefined): Promise<void> {
  if (text === undefined) await rm(join(root, file(name)))
  else await writeFile(join(root, file(name)), text)
  commitAccess(root)
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'metagrant-history-'))
  await mkdir(join(root, 'access/clients'), { recursive: true })
  await commit('harbor', fileOf('1', 'act_10', 'ana@x.example'))
  await commit('harbor', fileOf('1', 'act_1', 'ben@x.example'))
  await commit('harbor', fileOf('1', 'act_10', 'cy@x.example'))
  await commit('other', fileOf('2', 'act_1', 'di@x.example'))
  await commit('other', undefined)
  await commit('harbour', fileOf('1', 'act_1', 'eve@x.example'))
})

afterAll(() => rm(root, { recursive: true }))

describe('onceListing', () => {
  test('finds every file that ever listed an id, whole, also those that are gone', async () => {
    expect((await onceListing(root, ['act_1']))?.sort()).toEqual(['harbor', 'harbour', 'other'])
    expect((await onceListing(root, ['act_10']))?.sort()).toEqual(['harbor'])
    expect(await onceListing(root, ['act_2'])).toEqual([])
  })

  test('does not know without a history', async () => {
    expect(await onceListing(tmpdir(), ['act_1'])).toBeUndefined()
  })
})

describe('formerlyNamedElsewhere', () => {
  test('names whom a file of the same Business gave access while it listed the asset, and nobody else', async () => {
    const named = await formerlyNamedElsewhere(root, [file('harbor'), file('other')], ['1'])
    expect([...(named.get('act_1') ?? [])]).toEqual(['ben@x.example'])
    expect([...(named.get('act_10') ?? [])].sort()).toEqual(['ana@x.example', 'cy@x.example'])
  })
})
