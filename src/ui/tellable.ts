import { Component, type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';

/**
 * What a part tells all parts inside it: the part that tells, and how those inside ask. As Preact's own provider,
 * but that it keeps no list of who asked, for nothing is drawn twice here. With that one, pages that were answered
 * stayed in memory until its large clean-up, and drawing took three times as long.
 */
export function tellable<Value>() {
  const context = createContext<Value | undefined>(undefined);
  // Under this name Preact's packages look for whoever tells.
  const { __c: name } = context as unknown as { __c: string };

  class Tell extends Component<{ value: Value; children?: ComponentChildren }> {
    override getChildContext() {
      return { [name]: this };
    }
    /** Called by whoever asks. */
    sub() {}
    override render() {
      return this.props.children;
    }
  }

  return { Tell, useTold: () => useContext(context) };
}
