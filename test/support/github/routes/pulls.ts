import { openPull, person } from '../people.ts'
import { invalid, NOT_FOUND, ok, textOf, type Answer, type Asked, type Route } from '../route.ts'
import { pullJson, reviewJson, userJson } from '../shapes.ts'
import { authorOf } from './git-data.ts'
import type { Pull } from '../world.ts'

const SOURCE = 'rest/pulls/pulls'

export const PULL_ROUTES: readonly Route[] = [
  { method: 'GET', path: 'pulls', source: SOURCE, answer: list },
  { method: 'POST', path: 'pulls', source: SOURCE, answer: create },
  {
    method: 'GET',
    path: 'pulls/:number',
    source: SOURCE,
    answer: ofPull((pull, { world }) => ok(pullJson(pull, world))),
  },
  {
    method: 'PATCH',
    path: 'pulls/:number',
    source: SOURCE,
    answer: ofPull((pull, { world, body }) => {
      if (typeof body['title'] === 'string') pull.title = body['title']
      if (typeof body['body'] === 'string') pull.body = body['body']
      if (body['state'] === 'open' || body['state'] === 'closed') pull.state = body['state']
      return ok(pullJson(pull, world))
    }),
  },
  {
    method: 'GET',
    path: 'pulls/:number/files',
    source: SOURCE,
    answer: ofPull(({ files }) => ({ list: files })),
  },
  {
    method: 'GET',
    path: 'pulls/:number/commits',
    source: SOURCE,
    answer: ofPull(({ commits, author }, { world }) => ({
      list: commits.map(({ sha, message }) => {
        const login = authorOf(world, sha)
        return { sha, commit: { message }, author: userJson(login === undefined ? author : person(login)) }
      }),
    })),
  },
  {
    method: 'GET',
    path: 'pulls/:number/reviews',
    source: 'rest/pulls/reviews: in chronological order',
    answer: ofPull((pull, { world }) => ({
      list: world.reviews.filter((review) => review.pull === pull.number).map(reviewJson),
    })),
  },
  {
    method: 'POST',
    path: 'pulls/:number/requested_reviewers',
    source: 'rest/pulls/review-requests',
    answer: ofPull((pull, { world }) => ok(pullJson(pull, world), 201)),
  },
  {
    method: 'GET',
    path: 'commits/:sha/pulls',
    source:
      'rest/commits/commits: the merged pull request of a commit of the default branch, else the open ones',
    answer: ({ world, params }) => ({
      list: world.pulls
        .filter((pull) =>
          [pull.merge_commit_sha, ...pull.commits.map(({ sha }) => sha)].includes(params['sha'] ?? ''),
        )
        .map((pull) => pullJson(pull, world)),
    }),
  },
]

function ofPull(answer: (pull: Pull, asked: Asked) => Answer): Route['answer'] {
  return (asked) => {
    const pull = asked.world.pulls.find(({ number }) => number === Number(asked.params['number']))
    return pull === undefined ? NOT_FOUND : answer(pull, asked)
  }
}

/** `head` filters as "owner:branch". */
function list({ world, query }: Asked): Answer {
  const state = query.get('state') ?? 'open'
  const branch = query.get('head')?.split(':').at(1)
  return {
    list: world.pulls
      .filter((pull) => state === 'all' || pull.state === state)
      .filter((pull) => branch === undefined || pull.head.ref === branch)
      .sort((a, b) => b.number - a.number)
      .map((pull) => pullJson(pull, world)),
  }
}

/** One open pull request a branch, and only for an existing branch that differs. */
function create({ world, body, user }: Asked): Answer {
  const [ref, base] = [textOf(body['head']), textOf(body['base'])]
  const [head, onto] = [world.branches.get(ref), world.branches.get(base)]
  if (head === undefined) return invalid('head', 'invalid')
  if (onto === undefined) return invalid('base', 'invalid')
  if (world.pulls.some((pull) => pull.head.ref === ref && pull.state === 'open'))
    return invalid('head', `A pull request already exists for ${world.repository.owner}:${ref}.`)
  if (head === onto) return invalid('head', `No commits between ${base} and ${ref}`)
  const text = { title: textOf(body['title']), body: textOf(body['body']) }
  return ok(pullJson(openPull(world, { author: user, head, base: onto, ref, ...text }), world), 201)
}
