import { useEffect, useLayoutEffect, useMemo, useRef, useState, type Dispatch } from 'preact/hooks';
import { STANDARD, startOf, withConditions } from '../conditions';
import { deviceById, turned, type Device } from '../devices';
import { BEZEL_PX, fitScale } from './devices';
import { frameOrigin, type FrameLink } from './frame-link';
import { NavigationBar, StatusBar } from './navigation-bar';
import { problemCount, type ShellAction, type ShellState } from './state';
import { Keyboard } from './keyboard';
import { withLanguage } from './preferences';
import { strings } from './strings';
import { TabBar } from './tab-bar';

const words = strings.phone;

interface Props {
  state: ShellState;
  link: FrameLink;
  dispatch: Dispatch<ShellAction>;
  /** Changes when the frame is to be loaded anew from its address. */
  generation: number;
}

/** How large the phone may be drawn in the room it has. */
function useScale(device: Device): { stage: preact.RefObject<HTMLDivElement>; scale: number } {
  const stage = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(1);
  useLayoutEffect(() => {
    const element = stage.current;
    if (!element) return undefined;
    const fit = (): void =>
      setScale(
        fitScale(device, {
          width: element.clientWidth - 16,
          height: Math.max(element.clientHeight, window.innerHeight * 0.8) - 16,
        }),
      );
    const watch = new ResizeObserver(fit);
    watch.observe(element);
    fit();
    return () => watch.disconnect();
  }, [device]);
  return { stage, scale };
}

/** A start slower than this says how long it has been going on, and much slower that something is wrong. */
const SLOW_SECONDS = 2;
const STUCK_SECONDS = 20;

/**
 * `failed`: a problem is known. `loaded`: all scripts of the frame have run; what it shows then must be seen,
 * not covered.
 */
function Starting({ failed, loaded }: { failed: boolean; loaded: boolean }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  const aside = failed || (loaded && seconds >= SLOW_SECONDS);
  const text =
    seconds >= STUCK_SECONDS
      ? words.stuck
      : seconds >= SLOW_SECONDS
        ? words.startingFor(seconds)
        : words.starting;
  return (
    <div class={aside ? 'curtain aside' : 'curtain'} role="status">
      {!failed && <progress aria-label={words.starting} />}
      <p>{failed ? words.failed : text}</p>
    </div>
  );
}

export function Phone({ state, link, dispatch, generation }: Props) {
  const { landscape = false } = state.nav;
  const { conditions } = state;
  const device = useMemo(() => {
    const upright = deviceById(conditions.device);
    return landscape ? turned(upright) : upright;
  }, [conditions.device, landscape]);
  const { stage, scale } = useScale(device);
  const frame = useRef<HTMLIFrameElement>(null);
  const custom = state.nav.navigationStyle === 'custom';
  /** The page goes on below the gesture bar, and keeps clear of it by the safe area. */
  const isOver = conditions['safe-area'] === 'on' && !state.tabBar;

  const { language } = state.preferences;
  const start = startOf(conditions);
  // The login is the sandbox's.
  const ownSearch = withConditions(location.search, { ...conditions, login: STANDARD.login });
  const search = withLanguage(ownSearch, language, navigator.languages);
  // A switch of the language and what else takes effect at once is told to the running frame: another address
  // would load it anew.
  const address = useMemo(() => `${frameOrigin()}/frame.html${search}`, [start, generation]);
  const known = useRef({ start, search });
  // Before the frame gets another size: the program asks for the phone when it hears of that.
  useLayoutEffect(() => {
    const isAnew = known.current.start !== start;
    if (!isAnew && known.current.search !== search) link.post({ sim: 'conditions', search });
    known.current = { start, search };
  }, [link, start, search]);

  useLayoutEffect(() => {
    link.use(frame.current);
    return () => link.use(null);
  }, [link, generation, start]);

  const [loaded, setLoaded] = useState(false);
  useEffect(() => {
    if (state.status === 'starting') setLoaded(false);
  }, [state.status]);
  const comeBack = (): void => {
    link.post({ sim: 'show' });
    dispatch({ type: 'hidden', on: false });
  };

  return (
    <main class="stage" ref={stage}>
      <div
        class="phone-room"
        style={{
          width: (device.width + 2 * BEZEL_PX) * scale,
          height: (device.height + 2 * BEZEL_PX) * scale,
        }}
      >
        <section
          class="phone"
          aria-label={words.label}
          style={{ padding: BEZEL_PX, transform: `scale(${scale})` }}
        >
          <div
            class={`screen ${custom ? 'custom-navigation' : ''}`}
            style={{ width: device.width, height: device.height, background: state.nav.background }}
          >
            <div class="bars">
              <StatusBar height={device.statusBar} nav={state.nav} />
              <NavigationBar
                nav={state.nav}
                loading={state.navLoading}
                link={link}
                onHide={() => dispatch({ type: 'hidden', on: true })}
              />
            </div>
            <div class="page-area">
              <iframe
                key={`${generation} ${start}`}
                ref={frame}
                title={words.frame}
                src={address}
                sandbox="allow-scripts allow-same-origin allow-forms"
                allow={`clipboard-write ${frameOrigin()}; clipboard-read ${frameOrigin()}`}
                onLoad={() => setLoaded(true)}
              />
              {state.status === 'starting' && <Starting failed={problemCount(state) > 0} loaded={loaded} />}
            </div>
            {state.tabBar && (
              <TabBar bar={state.tabBar} onTap={(index) => link.post({ sim: 'tab', index })} />
            )}
            {device.bottom > 0 && (
              <div
                class={`gesture-bar ${isOver ? 'over' : ''}`}
                style={{ height: device.bottom }}
                aria-hidden="true"
              />
            )}
            {state.keyboard > 0 && conditions.keyboard === 'on' && (
              <Keyboard height={state.keyboard} link={link} page={frame} />
            )}
            {state.hidden && (
              <div class="curtain hidden-app" role="status">
                <p>{words.hidden}</p>
                <button type="button" onClick={comeBack}>
                  {strings.toolbar.show}
                </button>
              </div>
            )}
          </div>
        </section>
      </div>
    </main>
  );
}
