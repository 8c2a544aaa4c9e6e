import type { Comment, Issue, Pull, Review, Status, User, World } from './world.ts'

// GitHub's JSON: the fields that programs read. Source: GitHub REST docs, each resource's schema.

type Json = Readonly<Record<string, unknown>>

export function userJson({ login, type }: User): Json {
  return { login, type, id: login.length }
}

export function repositoryJson({ repository: { owner, name, default_branch, more } }: World): Json {
  return {
    id: 1,
    name,
    full_name: `${owner}/${name}`,
    owner: { login: owner, type: 'Organization' },
    default_branch,
    private: true,
    ...more,
  }
}

export function commentJson({ id, user, body, created_at, issue }: Comment, world: World): Json {
  return {
    id,
    user: userJson(user),
    body,
    created_at,
    updated_at: created_at,
    html_url: `${webUrl(world)}/issues/${issue}#issuecomment-${id}`,
  }
}

export function issueJson(issue: Issue, world: World): Json {
  const { number, user, title, body, state, state_reason, labels, assignees, created_at } = issue
  return {
    number,
    id: number + 5000,
    user: userJson(user),
    title,
    body,
    state,
    state_reason,
    labels: labels.map((name) => ({ name })),
    assignees: assignees.map((login) => userJson({ login, type: 'User' })),
    created_at,
    html_url: `${webUrl(world)}/issues/${number}`,
  }
}

/** A pull request in the issues' listing: it is an issue, too. Source: "List repository issues". */
export function pullAsIssueJson(pull: Pull, world: World): Json {
  const { number, author, title, body, state, labels, assignees } = pull
  const issue = {
    number,
    user: author,
    title,
    body,
    state,
    labels,
    assignees,
    state_reason: null,
    created_at: '',
  }
  return { ...issueJson(issue, world), pull_request: { url: `${webUrl(world)}/pulls/${number}` } }
}

export function pullJson(pull: Pull, world: World): Json {
  const { owner, name } = world.repository
  const { number, author, title, body, state, head, base, merged_at, merge_commit_sha, merged_by } = pull
  return {
    number,
    user: userJson(author),
    title,
    body,
    state,
    labels: pull.labels.map((label) => ({ name: label })),
    assignees: pull.assignees.map((login) => userJson({ login, type: 'User' })),
    head: {
      ref: head.ref,
      sha: head.sha,
      repo: { full_name: head.repo, fork: head.repo !== `${owner}/${name}` },
    },
    base: { ref: base.ref, sha: base.sha, repo: repositoryJson(world) },
    created_at: pull.created_at,
    merged: merged_at !== null,
    merged_at,
    merge_commit_sha,
    merged_by: merged_by === null ? null : userJson({ login: merged_by, type: 'User' }),
    html_url: `${webUrl(world)}/pull/${number}`,
  }
}

export function reviewJson({ id, user, state, commit_id, submitted_at }: Review): Json {
  return { id, user: userJson(user), state, commit_id, submitted_at, body: '' }
}

export function statusJson({ context, state, description, target_url, creator, created_at }: Status): Json {
  return {
    context,
    state,
    description,
    target_url,
    creator: userJson(creator),
    created_at,
    updated_at: created_at,
  }
}

function webUrl({ repository: { owner, name } }: World): string {
  return `https://github.com/${owner}/${name}`
}
