import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildEngine } from '../../../provider/setup/build-engine.ts'
import { DYNAMIC_HOST, missingIn, POLICY_HOST } from '../../../provider/setup/engine-files.ts'
import { ENGINE_VERSION } from '../../../provider/setup/engine.ts'
import { versionOf } from '../../../provider/setup/engine-version.ts'
import { ROOT, tempFolder, type Folder } from './support.ts'

const VERSION = ENGINE_VERSION

// Go as far as the build needs it: "build -ldflags STAMP -o FILE PACKAGE" and "list -m -f FORMAT MODULE".
const GO = `case "$1" in
  build)
    mkdir -p "$(dirname "$5")"
    printf '#!/bin/sh\\necho "%s"\\n' "$3" | sed 's/-s -w -X [^=]*=//' > "$5"
    chmod +x "$5"
    echo "$PWD $CGO_ENABLED $GOWORK" > "$SDK/seen" ;;
  list) echo "$SDK" ;;
esac`

async function build(folder: Folder, go: string): Promise<string | undefined> {
  const path = await folder.program('path/go', go)
  await folder.program(join('sdk/nodejs/dist', DYNAMIC_HOST), 'echo host')
  const env = { PATH: `${path}:/usr/bin:/bin`, SDK: join(folder.path, 'sdk') }
  return buildEngine({ folder: join(folder.path, 'new'), version: VERSION, env })
}

describe('buildEngine', () => {
  it('builds the pinned version in our module and lays both helpers beside it', async () => {
    await using folder = await tempFolder()
    expect(await build(folder, GO)).toBeUndefined()
    const bin = join(folder.path, 'new/bin')
    expect(await missingIn([bin])).toBeUndefined()
    expect(await versionOf(join(bin, 'pulumi'), {})).toBe(VERSION)
    expect(await readFile(join(bin, DYNAMIC_HOST), 'utf8')).toContain('echo host')
    expect(await readFile(join(bin, POLICY_HOST), 'utf8')).toContain('@pulumi/pulumi/cmd/run-policy-pack')
    const seen = await readFile(join(folder.path, 'sdk/seen'), 'utf8')
    expect(seen).toBe(`${join(ROOT, 'provider/setup/engine')} 0 off\n`)
  })

  it("answers with Go's last word when the build fails", async () => {
    await using folder = await tempFolder()
    const go =
      'echo "go: downloading x v1" >&2; echo "go: no such host" >&2; echo "go: downloading y v1" >&2; exit 1'
    expect(await build(folder, go)).toBe('go: no such host')
  })

  it('says that there is no Go', async () => {
    await using folder = await tempFolder()
    expect(await buildEngine({ folder: folder.path, version: VERSION, env: { PATH: folder.path } })).toBe(
      'there is no Go',
    )
  })

  it('names one and the same version in the module and in the code', async () => {
    const module = await readFile(join(ROOT, 'provider/setup/engine/go.mod'), 'utf8')
    expect(module).toContain(`github.com/pulumi/pulumi/pkg/v3 v${VERSION}`)
    expect(module).toContain(`github.com/pulumi/pulumi/sdk/v3 v${VERSION}`)
  })
})
