import { Command, Option } from '@commander-js/extra-typings';
import { SignJWT } from 'jose';
import type { Role } from '../caller.ts';
import { type Config, loadConfig } from '../config.ts';
import { readDuration } from '../config-values.ts';
import { readCaller } from '../http/claims.ts';
import { type BuildCommand, examples, show } from './command.ts';
import { Refusal } from './exit.ts';

const roles = ['alumni', 'student', 'admin'] as const satisfies readonly Role[];

export const tokenCommand: BuildCommand = (terminal) =>
  new Command('token')
    .description(
      'Signs a token with JWT_SECRET, as the portal does. For development: whoever has it is that person.',
    )
    .requiredOption('--sub <id>', 'the person: 1 to 128 characters')
    .addOption(new Option('--role <role...>', 'what they are').choices(roles).makeOptionMandatory())
    .option('--name <name>', 'as others see it')
    .option('--email <address>')
    .option('--expires <duration>', 'how long it is accepted: 90s, 30m, 12h, 2d', '1h')
    .option('--json', 'as one line of JSON')
    .addHelpText(
      'after',
      examples(
        'mentor-slots token --sub ada --role alumni --name "Ada Lovelace"',
        'curl -H "Authorization: Bearer $(mentor-slots token --sub sam --role student)" localhost:3000/api/slots/my-bookings',
      ),
    )
    .action(async ({ sub, role, name, email, expires, json }) => {
      const config = loadConfig(terminal.env);
      if (config.jwtSecret === null) {
        throw new Refusal(
          'JWKS_URL is set: only your identity provider can sign tokens. Expected JWT_SECRET.',
        );
      }
      const lasts = readDuration({ '--expires': expires }, '--expires', 0);
      const now = Date.now();
      const claims = {
        sub,
        ...(name !== undefined && { name }),
        ...(email !== undefined && { email }),
        ...(config.jwtIssuer !== null && { iss: config.jwtIssuer }),
        ...(config.jwtAudience !== null && { aud: config.jwtAudience }),
        ...roleClaim(config, role),
        iat: Math.floor(now / 1000),
        exp: Math.floor((now + lasts) / 1000),
      };
      // Whatever the service would not accept is refused here, in its words.
      readCaller(claims, config, now);
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .sign(new TextEncoder().encode(config.jwtSecret));
      terminal.say(
        `For development only: until ${new Date(claims.exp * 1000).toISOString()} this token is ${sub}.`,
      );
      await show(terminal, json, { token, claims }, () => token);
    }) as unknown as Command;

/** The roles in the portal's words, where the service looks for them. */
function roleClaim({ jwtRoleClaim, jwtRoleMap }: Config, asked: readonly Role[]): Record<string, unknown> {
  const words = asked.map((role) => {
    if (jwtRoleMap.size === 0) return role;
    const [word] = [...jwtRoleMap].find(([, ours]) => ours === role) ?? [];
    return word ?? refuse(role);
  });
  const value = words.length === 1 ? words[0] : words;
  return jwtRoleClaim.reduceRight<unknown>((inner, level) => ({ [level]: inner }), value) as Record<
    string,
    unknown
  >;
}

function refuse(role: Role): never {
  throw new Refusal(`JWT_ROLE_MAP has no word for ${role}: such a token would have no role.`);
}
