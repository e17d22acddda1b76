/**
 * Where there is no DOM, on a server that draws pages, these stand in for it, so that importing the elements throws nothing;
 * nothing is drawn there.
 */
export const HTMLElement = globalThis.HTMLElement ?? class {};
export const document = globalThis.document ?? { createTreeWalker: () => null };

/**
 * What Lit sees in the place of the page's global scope (by vite.config.ts): nothing of Lit's then lands in the page's, and
 * its Trusted Types policy is polite. Lit makes its policy on loading, and throws where another copy of Lit, the host's or
 * our own, was first. This one is made when Lit first draws, so that copies that draw nothing need none. Where the name is
 * taken it is `mentor-slots`, and where the page forbids that too, there is none.
 */
export const litScope = {
  ShadowRoot: globalThis.ShadowRoot,
  trustedTypes: {
    emptyScript: '',
    createPolicy(name: string, rules: PolicyRules): PolicyRules {
      let policy: PolicyRules | undefined;
      return {
        createHTML(text) {
          policy ??= makePolicy(name, rules) ?? makePolicy('mentor-slots', rules) ?? rules;
          return policy.createHTML(text);
        },
      };
    },
  },
};

interface PolicyRules {
  createHTML(text: string): string;
}

function makePolicy(name: string, rules: PolicyRules): PolicyRules | undefined {
  const { trustedTypes } = globalThis as { trustedTypes?: typeof litScope.trustedTypes };
  try {
    return trustedTypes?.createPolicy(name, rules);
  } catch {
    return undefined;
  }
}
