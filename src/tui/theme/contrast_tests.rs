//! What the themes keep of contrast, and of distance for colour-blind eyes, measured as the eye gets them. It is a test alone.

use ratatui::style::{Color, Modifier};

use super::colors::{XTERM, components};
use super::{BUILT_IN, COLOUR_BLIND, ColorDepth, HIGH_CONTRAST, RoleStyle, Theme, ThemeDefinition, ThemeRole};
use crate::model::Stance;
use crate::model::StancePosition;

/// The sixteen as the Linux console has them (`drivers/tty/vt/vt.c`), which are those of VGA.
const VGA: [[u8; 3]; 16] = [
    [0, 0, 0],
    [170, 0, 0],
    [0, 170, 0],
    [170, 85, 0],
    [0, 0, 170],
    [170, 0, 170],
    [0, 170, 170],
    [170, 170, 170],
    [85, 85, 85],
    [255, 85, 85],
    [85, 255, 85],
    [255, 255, 85],
    [85, 85, 255],
    [255, 85, 255],
    [85, 255, 255],
    [255, 255, 255],
];

const BLACK: [u8; 3] = [0; 3];
const WHITE: [u8; 3] = [255; 3];
/// What many take for dark and for light.
const NEARLY_BLACK: [u8; 3] = [0x1e; 3];
const NEARLY_WHITE: [u8; 3] = [0xf5; 3];

const DEPTHS: [ColorDepth; 5] =
    [ColorDepth::None, ColorDepth::Eight, ColorDepth::Sixteen, ColorDepth::Indexed, ColorDepth::True];

/// A terminal as it shows what is left to it.
#[derive(Clone, Copy)]
struct SimulatedTerminal {
    palette: [[u8; 3]; 16],
    /// Whether reverse comes before bold: then it is the new foreground that bold makes bright.
    reverses_first: bool,
    text: [u8; 3],
    ground: [u8; 3],
}

impl SimulatedTerminal {
    fn xterm(ground: [u8; 3]) -> Self {
        let is_dark = luminance(ground) < 0.5;
        Self { palette: XTERM, reverses_first: false, text: if is_dark { XTERM[7] } else { BLACK }, ground }
    }

    fn console(ground: [u8; 3]) -> Self {
        let is_dark = luminance(ground) < 0.5;
        Self { palette: VGA, reverses_first: true, text: if is_dark { VGA[7] } else { BLACK }, ground }
    }

    /// What is seen of a look on the ground of a theme: text and what is behind it.
    fn sees(self, look: RoleStyle, theme: &Theme) -> ([f64; 3], [f64; 3]) {
        let (text, ground) = theme.base_colors();
        let or = |color, other| if color == Color::Reset { other } else { color };
        let (fg, bg) = (or(look.fg, text), or(look.bg, ground));
        let is_reversed = look.modifiers.contains(Modifier::REVERSED);
        let is_bold = look.modifiers.contains(Modifier::BOLD);
        let bright = |color| first_eight(color).filter(|_| is_bold).map_or(color, |index| Color::Indexed(index + 8));
        let (fg, bg) = match (is_reversed, self.reverses_first) {
            (false, _) => (self.shown(bright(fg), self.text), self.shown(bg, self.ground)),
            (true, false) => (self.shown(bg, self.ground), self.shown(bright(fg), self.text)),
            (true, true) => {
                let behind = self.shown(bg, self.ground);
                (if is_bold { self.brightened(behind) } else { behind }, self.shown(fg, self.text))
            }
        };
        let [fg, bg] = [fg, bg].map(|color| color.map(linear));
        let seen = if look.modifiers.contains(Modifier::DIM) { dimmed(fg, bg) } else { fg };
        (seen, bg)
    }

    fn shown(self, color: Color, left: [u8; 3]) -> [u8; 3] {
        match (first_sixteen(color), components(color)) {
            (Some(index), _) => self.palette[usize::from(index)],
            (None, Some(fixed)) => fixed,
            (None, None) => left,
        }
    }

    fn brightened(self, shown: [u8; 3]) -> [u8; 3] {
        let at = self.palette.iter().position(|color| *color == shown).unwrap();
        self.palette[if at < 8 { at + 8 } else { at }]
    }
}

/// As xterm and most others have it: a third of the way to the ground, counted in what is sent to the screen.
fn dimmed(fg: [f64; 3], bg: [f64; 3]) -> [f64; 3] {
    let sent = |value: f64| if value <= 0.003_130_8 { 12.92 * value } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 };
    std::array::from_fn(|at| linear_of((2.0 * sent(fg[at]) + sent(bg[at])) / 3.0))
}

fn first_sixteen(color: Color) -> Option<u8> {
    let index = components(color)?;
    let is_fixed = matches!(color, Color::Rgb(..) | Color::Indexed(16..));
    if is_fixed { None } else { XTERM.iter().position(|own| *own == index).and_then(|at| u8::try_from(at).ok()) }
}

fn first_eight(color: Color) -> Option<u8> {
    first_sixteen(color).filter(|index| *index < 8)
}

fn linear(component: u8) -> f64 {
    linear_of(f64::from(component) / 255.0)
}

fn linear_of(sent: f64) -> f64 {
    if sent <= 0.040_45 { sent / 12.92 } else { ((sent + 0.055) / 1.055).powf(2.4) }
}

fn luminance(color: [u8; 3]) -> f64 {
    luminance_of(color.map(linear))
}

/// Relative luminance (WCAG 2.2).
fn luminance_of([red, green, blue]: [f64; 3]) -> f64 {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Contrast ratio (WCAG 2.2).
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance_of(one), luminance_of(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Every terminal that a theme is made for, at a depth.
fn simulated_terminals(design: &ThemeDefinition, colors: ColorDepth) -> Vec<SimulatedTerminal> {
    let has_few = colors <= ColorDepth::Sixteen;
    let both = |ground| vec![SimulatedTerminal::xterm(ground), SimulatedTerminal::console(ground)];
    match design.name {
        _ if colors == ColorDepth::None => vec![SimulatedTerminal::xterm(BLACK), SimulatedTerminal::xterm(WHITE)],
        "terminal" => both(BLACK),
        "dark" if has_few => both(BLACK),
        "dark" => vec![SimulatedTerminal::xterm(BLACK), SimulatedTerminal::xterm(NEARLY_BLACK)],
        "light" if has_few => both(WHITE),
        "light" => vec![SimulatedTerminal::xterm(WHITE), SimulatedTerminal::xterm(NEARLY_WHITE)],
        "mono" if !has_few => vec![SimulatedTerminal::xterm(BLACK), SimulatedTerminal::xterm(WHITE)],
        "mono" | "high-contrast" | "colour-blind" => [both(BLACK), both(WHITE)].concat(),
        other => panic!("for which ground is {other} made?"),
    }
}

#[test]
fn every_role_can_be_read_in_every_theme_at_every_depth() {
    let mut poor = Vec::new();
    for (design, colors) in BUILT_IN.iter().flat_map(|design| DEPTHS.map(|colors| (design, colors))) {
        let theme = Theme::new(design, colors);
        let least = if design.name == HIGH_CONTRAST.name && colors != ColorDepth::None { 7.0 } else { 4.5 };
        for eye in simulated_terminals(design, colors) {
            for role in ThemeRole::ALL {
                let (fg, bg) = eye.sees(theme.role_styles[role.index()], &theme);
                let ratio = contrast(fg, bg);
                if ratio < least {
                    poor.push(format!(
                        "{} {colors:?} on {:?}: {} has {ratio:.2}:1",
                        design.name,
                        eye.ground,
                        role.name()
                    ));
                }
            }
        }
    }
    assert!(poor.is_empty(), "{}", poor.join("\n"));
}

#[test]
fn the_grey_for_an_unknown_ground_holds_on_black_and_on_white() {
    for colors in [ColorDepth::Indexed, ColorDepth::True] {
        let theme = Theme::new(&super::TERMINAL, colors);
        for ground in [BLACK, WHITE] {
            let (fg, bg) = SimulatedTerminal::xterm(ground).sees(theme.role_styles[ThemeRole::Quiet.index()], &theme);
            assert!(contrast(fg, bg) >= 4.5, "{ground:?}");
        }
    }
}

/// What is left of colours for protanopia, deuteranopia and tritanopia (Machado, Oliveira and Fernandes 2009, severity 1.0), on
/// linear components.
const DEFICIENCIES: [(&str, [[f64; 3]; 3]); 3] = [
    (
        "protanopia",
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    ),
    (
        "deuteranopia",
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ),
    (
        "tritanopia",
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ),
];

fn left_of(color: [f64; 3], matrix: [[f64; 3]; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(color).map(|(weight, value)| weight * value).sum::<f64>().clamp(0.0, 1.0))
}

/// CIE L*a*b* of linear components, under D65.
fn lab(color: [f64; 3]) -> [f64; 3] {
    let [red, green, blue] = color;
    let x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.950_47;
    let y = luminance_of(color);
    let z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.088_83;
    let [x, y, z] = [x, y, z].map(|t| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The distance of two colours (CIE 1976).
fn apart(one: [f64; 3], other: [f64; 3]) -> f64 {
    one.iter().zip(other).map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt()
}

const STANCES: [StancePosition; 5] = [
    StancePosition::Held(Stance::For),
    StancePosition::Held(Stance::Conditional),
    StancePosition::Held(Stance::Against),
    StancePosition::Held(Stance::Neutral),
    StancePosition::Mixed,
];

/// The least distance of two stances; 2.3 is what can just be seen. With the user's own sixteen, white and yellow come nearer.
const fn least(colors: ColorDepth) -> f64 {
    match colors {
        ColorDepth::None => 0.0,
        ColorDepth::Eight | ColorDepth::Sixteen => 10.0,
        ColorDepth::Indexed | ColorDepth::True => 20.0,
    }
}

/// The least difference of two stances in lightness, of a hundred.
const LIGHTER: f64 = 6.0;

#[test]
fn stances_stay_apart_for_every_kind_of_colour_blindness() {
    for colors in [ColorDepth::Eight, ColorDepth::Sixteen, ColorDepth::Indexed, ColorDepth::True] {
        let theme = Theme::new(&COLOUR_BLIND, colors);
        for eye in simulated_terminals(&COLOUR_BLIND, colors) {
            let seen = STANCES
                .map(|position| (position, eye.sees(theme.role_styles[ThemeRole::Stance(position).index()], &theme).0));
            for (at, (one, color)) in seen.into_iter().enumerate() {
                for (other, against) in &seen[at + 1..] {
                    for (name, matrix) in DEFICIENCIES {
                        let distance = apart(lab(left_of(color, matrix)), lab(left_of(*against, matrix)));
                        assert!(
                            distance >= least(colors),
                            "{colors:?}, {name}: {one:?} and {other:?} are {distance:.0} apart"
                        );
                    }
                    if colors >= ColorDepth::Indexed {
                        let lighter = (lab(color)[0] - lab(*against)[0]).abs();
                        assert!(lighter >= LIGHTER, "{one:?} and {other:?} differ by {lighter:.1} in lightness");
                    }
                }
            }
        }
    }
}

#[test]
fn the_measures_are_those_of_the_books() {
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
    assert!((contrast([0x76, 0x76, 0x76].map(linear), [1.0; 3]) - 4.54).abs() < 0.01);
    let [light, a, b] = lab([1.0, 0.0, 0.0]);
    assert!((light - 53.2).abs() < 0.2 && (a - 80.1).abs() < 0.3 && (b - 67.2).abs() < 0.3, "{light} {a} {b}");
    // For who sees no red, red and dark green come near each other.
    let (_, protan) = DEFICIENCIES[0];
    let [red, green] = [[200, 0, 0], [100, 80, 0]].map(|color: [u8; 3]| color.map(linear));
    let before = apart(lab(red), lab(green));
    assert!(apart(lab(left_of(red, protan)), lab(left_of(green, protan))) < before / 2.0);
}
