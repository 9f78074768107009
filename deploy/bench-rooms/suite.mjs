import { setTimeout as sleep } from 'node:timers/promises';

/** Well under the gateway's limit for one person, so that preparing is never refused. */
const PAUSE_MILLIS = 60;

/** The running suite as its users reach it: through the gateway, with the demo accounts. */
export class Suite {
  #tokens = new Map();

  /** @param {{gateway: string, issuer: string, services: {name: string, pid: number}[]}} status of ./greenroom status --json */
  constructor(status) {
    this.status = status;
  }

  pid(name) {
    return this.status.services.find((service) => service.name === name).pid;
  }

  /** An access token that is good for half of its life at least. */
  async token(user) {
    const known = this.#tokens.get(user);
    if (known !== undefined && known.until > Date.now()) {
      return known.value;
    }
    const response = await fetch(`${this.status.issuer}/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: 'greenroom-cli',
        grant_type: 'password',
        scope: 'openid',
        username: user,
        password: 'greenroom',
      }),
    });
    const answer = await ok(response);
    this.#tokens.set(user, {
      value: answer.access_token,
      until: Date.now() + answer.expires_in * 500,
    });
    return answer.access_token;
  }

  async call(user, method, path, body) {
    await sleep(PAUSE_MILLIS);
    const response = await fetch(this.status.gateway + path, {
      method,
      headers: {
        Authorization: `Bearer ${await this.token(user)}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return ok(response);
  }

  /** Creates and opens that many mock sessions of casey, led by iris; their ids. */
  async openSessions(count) {
    const [question] = (await this.call('iris', 'GET', '/api/catalog/questions?size=1')).items;
    const ids = [];
    for (let index = 0; index < count; index += 1) {
      const { id } = await this.call('iris', 'POST', '/api/sessions', {
        title: `Load ${index + 1}`,
        startsAt: new Date(Date.now() + 60_000).toISOString(),
        timeZone: 'UTC',
        participants: [{ role: 'CANDIDATE', account: 'casey' }],
        agenda: [{ questionId: question.id }],
      });
      await this.call('iris', 'POST', `/api/sessions/${id}/opening`);
      ids.push(id);
    }
    return ids;
  }

  roomUrl(id) {
    return `${this.status.gateway.replace(/^http/, 'ws')}/api/sessions/${id}/room`;
  }
}

async function ok(response) {
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${new URL(response.url).pathname} was answered ${response.status}: ${text}`);
  }
  return text === '' ? null : JSON.parse(text);
}
