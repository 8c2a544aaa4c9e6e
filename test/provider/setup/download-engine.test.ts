import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { downloadEngine } from '../../../provider/setup/download-engine.ts'
import { tempFolder } from './support.ts'

const VERSION = '3.259.0'

// An installer of ours in the place of Pulumi's: the network is the one thing that these tests replace.
const INSTALLER = `while [ $# -gt 0 ]; do
  case "$1" in
    --install-root) root="$2"; shift ;;
    --version) version="$2"; shift ;;
  esac
  shift
done
mkdir -p "$root/bin"
printf '#!/bin/sh\\necho v%s\\n' "$version" > "$root/bin/pulumi"
chmod +x "$root/bin/pulumi"
`

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('downloadEngine', () => {
  it('installs the pinned version of the official release into the folder', async () => {
    await using folder = await tempFolder()
    const asked: string[] = []
    vi.stubGlobal('fetch', async (url: string) => {
      asked.push(url)
      return new Response(INSTALLER)
    })
    expect(await downloadEngine({ folder: folder.path, version: VERSION, env: {} })).toBeUndefined()
    expect(asked.map((url) => new URL(url).host)).toEqual(['get.pulumi.com', 'get.pulumi.com'])
    expect(await readFile(join(folder.path, 'bin/pulumi'), 'utf8')).toContain(`v${VERSION}`)
  })

  it('says in one line why there is no network, and starts no installer', async () => {
    await using folder = await tempFolder()
    const fetch = vi.fn(() =>
      Promise.reject(new TypeError('fetch failed', { cause: new Error('no such host\nat x') })),
    )
    vi.stubGlobal('fetch', fetch)
    expect(await downloadEngine({ folder: folder.path, version: VERSION, env: {} })).toBe('no such host')
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it('says in one line that the installer failed', async () => {
    await using folder = await tempFolder()
    vi.stubGlobal('fetch', async () => new Response('echo broken; exit 3'))
    const reason = await downloadEngine({ folder: folder.path, version: VERSION, env: {} })
    expect(reason).toBeTypeOf('string')
    expect(reason).not.toContain('\n')
  })
})
