import type { FakeGitHub } from '../github/server.ts'
import type { Pull } from '../github/world.ts'
import { pullJson, repositoryJson, userJson } from '../github/shapes.ts'

// Event payloads as GitHub sends them, made from the fake's world. Source: GitHub docs, "Webhook events and payloads".

export function pullRequestPayload(
  { world }: Pick<FakeGitHub, 'world'>,
  pull: Pull,
  action = 'synchronize',
): object {
  return {
    action,
    number: pull.number,
    pull_request: pullJson(pull, world),
    repository: repositoryJson(world),
    sender: userJson(pull.author),
  }
}

export function pushPayload({ world }: Pick<FakeGitHub, 'world'>, before: string, after: string): object {
  return {
    ref: `refs/heads/${world.repository.default_branch}`,
    before,
    after,
    head_commit: { id: after },
    repository: repositoryJson(world),
    sender: { login: 'ben', type: 'User' },
  }
}

export function schedulePayload({ world }: Pick<FakeGitHub, 'world'>, schedule: string): object {
  return { schedule, repository: repositoryJson(world) }
}

export function dispatchPayload(
  { world }: Pick<FakeGitHub, 'world'>,
  inputs: Readonly<Record<string, string>>,
): object {
  return { ref: `refs/heads/${world.repository.default_branch}`, inputs, repository: repositoryJson(world) }
}
