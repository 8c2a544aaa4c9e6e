import { expect, test } from 'vitest'
import { engineFailure } from '../../../provider/engine/run.ts'

test.each([
  ['error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions', 'STATE_LOGIN'],
  ['error: incorrect passphrase', 'STATE_PASSPHRASE'],
  ['error: the plugin exited', 'ENGINE_FAILED'],
])('engineFailure tells %s as %s', (message, code) => {
  expect(engineFailure('acme', new Error(message))).toMatchObject({ code, args: { stack: 'acme' } })
})
