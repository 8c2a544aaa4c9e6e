import { expect, test } from 'vitest'
import { endProcesses, startMarked, until } from '../../support/marked.ts'
import { makeWorkplace } from '../../support/workplace.ts'

const SECRETS = {
  GITHUB_TOKEN: 'canary-github-token',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'canary-oidc-token',
  // Of something else on the same machine, which no list of names knows.
  SHOP_PASSWORD: 'canary-shop-password',
}

test.skipIf(process.platform !== 'linux')(
  'an engine, its launchers, its provider and its policy pack have no token in their environment',
  { timeout: 120_000 },
  async () => {
    await using place = await makeWorkplace({ env: SECRETS, latencyMs: 20 })
    const canaries = [...Object.values(SECRETS), ...Object.values(place.emulator.tokens)]
    const run = startMarked(place, 'pack', 'apply', 'acme')
    const told = new Map<string, string[]>()
    try {
      await until(() => {
        for (const { pid, commandLine, environment } of run.processes()) {
          // A process shows its parent's environment until it runs a program of its own.
          if (commandLine.includes('command-alone')) continue
          told.set(
            `${pid} ${commandLine}`,
            canaries.filter((canary) => environment.includes(canary)),
          )
        }
        return run.child.exitCode !== null
      })
      const seen = [...told.keys()].join('\n')
      for (const kind of [
        /pulumi up/,
        /policy-nodejs/,
        /run-policy-pack/,
        /resource-pulumi/,
        /dynamic-provider/,
      ])
        expect(seen).toMatch(kind)
      expect([...told].filter(([, canary]) => canary.length > 0)).toEqual([])
      expect([run.child.exitCode, place.emulator.requests.counts().writes]).toEqual([0, 23])
    } finally {
      endProcesses(run.processes)
    }
  },
)
