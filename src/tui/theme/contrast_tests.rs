//! Tests of the contrast of all themes, and of colour differences for colour-blind readers, as terminals display them.

use ratatui::style::{Color, Modifier};

use super::colors::{XTERM, components};
use super::{BUILT_IN, COLOUR_BLIND, ColorDepth, HIGH_CONTRAST, RoleStyle, Theme, ThemeDefinition, ThemeRole};
use crate::model::Stance;
use crate::model::StancePosition;

/// The sixteen colours of the Linux console (`drivers/tty/vt/vt.c`), which are those of VGA.
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
/// Common dark and light backgrounds.
const NEARLY_BLACK: [u8; 3] = [0x1e; 3];
const NEARLY_WHITE: [u8; 3] = [0xf5; 3];

const DEPTHS: [ColorDepth; 5] =
    [ColorDepth::None, ColorDepth::Eight, ColorDepth::Sixteen, ColorDepth::Indexed, ColorDepth::True];

/// A terminal with its palette and default colours.
#[derive(Clone, Copy)]
struct SimulatedTerminal {
    palette: [[u8; 3]; 16],
    /// Whether reverse is applied before bold, so that bold brightens the new foreground.
    reverses_first: bool,
    text: [u8; 3],
    background: [u8; 3],
}

impl SimulatedTerminal {
    fn xterm(background: [u8; 3]) -> Self {
        let is_dark = luminance(background) < 0.5;
        Self { palette: XTERM, reverses_first: false, text: if is_dark { XTERM[7] } else { BLACK }, background }
    }

    fn console(background: [u8; 3]) -> Self {
        let is_dark = luminance(background) < 0.5;
        Self { palette: VGA, reverses_first: true, text: if is_dark { VGA[7] } else { BLACK }, background }
    }

    /// The linear components of foreground and background that the terminal displays for a style.
    fn display(self, style: RoleStyle, theme: &Theme) -> ([f64; 3], [f64; 3]) {
        let (text, background) = theme.base_colors();
        let or = |color, other| if color == Color::Reset { other } else { color };
        let (fg, bg) = (or(style.fg, text), or(style.bg, background));
        let is_reversed = style.modifiers.contains(Modifier::REVERSED);
        let is_bold = style.modifiers.contains(Modifier::BOLD);
        let bright = |color| first_eight(color).filter(|_| is_bold).map_or(color, |index| Color::Indexed(index + 8));
        let (fg, bg) = match (is_reversed, self.reverses_first) {
            (false, _) => (self.shown(bright(fg), self.text), self.shown(bg, self.background)),
            (true, false) => (self.shown(bg, self.background), self.shown(bright(fg), self.text)),
            (true, true) => {
                let reversed = self.shown(bg, self.background);
                (if is_bold { self.brightened(reversed) } else { reversed }, self.shown(fg, self.text))
            }
        };
        let [fg, bg] = [fg, bg].map(|color| color.map(linear));
        let fg = if style.modifiers.contains(Modifier::DIM) { dimmed(fg, bg) } else { fg };
        (fg, bg)
    }

    /// The components of a colour, with `default` for the terminal's default.
    fn shown(self, color: Color, default: [u8; 3]) -> [u8; 3] {
        match (first_sixteen(color), components(color)) {
            (Some(index), _) => self.palette[usize::from(index)],
            (None, Some(fixed)) => fixed,
            (None, None) => default,
        }
    }

    fn brightened(self, color: [u8; 3]) -> [u8; 3] {
        let index = self.palette.iter().position(|other| *other == color).unwrap();
        self.palette[if index < 8 { index + 8 } else { index }]
    }
}

/// Dim text as in xterm and most other terminals: a third of the way to the background, in sRGB values.
fn dimmed(fg: [f64; 3], bg: [f64; 3]) -> [f64; 3] {
    let srgb = |value: f64| if value <= 0.003_130_8 { 12.92 * value } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 };
    std::array::from_fn(|at| linear_of((2.0 * srgb(fg[at]) + srgb(bg[at])) / 3.0))
}

fn first_sixteen(color: Color) -> Option<u8> {
    let components = components(color)?;
    let is_fixed = matches!(color, Color::Rgb(..) | Color::Indexed(16..));
    if is_fixed {
        None
    } else {
        XTERM.iter().position(|color| *color == components).and_then(|index| u8::try_from(index).ok())
    }
}

fn first_eight(color: Color) -> Option<u8> {
    first_sixteen(color).filter(|index| *index < 8)
}

fn linear(component: u8) -> f64 {
    linear_of(f64::from(component) / 255.0)
}

fn linear_of(srgb: f64) -> f64 {
    if srgb <= 0.040_45 { srgb / 12.92 } else { ((srgb + 0.055) / 1.055).powf(2.4) }
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

/// Every terminal for which a theme is made, at a colour depth.
fn simulated_terminals(definition: &ThemeDefinition, colors: ColorDepth) -> Vec<SimulatedTerminal> {
    let has_few = colors <= ColorDepth::Sixteen;
    let both = |background| vec![SimulatedTerminal::xterm(background), SimulatedTerminal::console(background)];
    match definition.name {
        _ if colors == ColorDepth::None => vec![SimulatedTerminal::xterm(BLACK), SimulatedTerminal::xterm(WHITE)],
        "terminal" => both(BLACK),
        "dark" if has_few => both(BLACK),
        "dark" => vec![SimulatedTerminal::xterm(BLACK), SimulatedTerminal::xterm(NEARLY_BLACK)],
        "light" if has_few => both(WHITE),
        "light" => vec![SimulatedTerminal::xterm(WHITE), SimulatedTerminal::xterm(NEARLY_WHITE)],
        "mono" if !has_few => vec![SimulatedTerminal::xterm(BLACK), SimulatedTerminal::xterm(WHITE)],
        "mono" | "high-contrast" | "colour-blind" => [both(BLACK), both(WHITE)].concat(),
        other => panic!("no background is known for {other}"),
    }
}

#[test]
fn every_role_can_be_read_in_every_theme_at_every_depth() {
    let mut failures = Vec::new();
    for (definition, colors) in BUILT_IN.iter().flat_map(|definition| DEPTHS.map(|colors| (definition, colors))) {
        let theme = Theme::new(definition, colors);
        let min_contrast = if definition.name == HIGH_CONTRAST.name && colors != ColorDepth::None { 7.0 } else { 4.5 };
        for terminal in simulated_terminals(definition, colors) {
            for role in ThemeRole::ALL {
                let (fg, bg) = terminal.display(theme.role_styles[role.index()], &theme);
                let ratio = contrast(fg, bg);
                if ratio < min_contrast {
                    failures.push(format!(
                        "{} {colors:?} on {:?}: {} has {ratio:.2}:1",
                        definition.name,
                        terminal.background,
                        role.name()
                    ));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_grey_for_an_unknown_background_is_readable_on_black_and_on_white() {
    for colors in [ColorDepth::Indexed, ColorDepth::True] {
        let theme = Theme::new(&super::TERMINAL, colors);
        for background in [BLACK, WHITE] {
            let (fg, bg) =
                SimulatedTerminal::xterm(background).display(theme.role_styles[ThemeRole::Quiet.index()], &theme);
            assert!(contrast(fg, bg) >= 4.5, "{background:?}");
        }
    }
}

/// Matrices that simulate protanopia, deuteranopia and tritanopia (Machado, Oliveira and Fernandes 2009, severity 1.0) on linear components.
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

fn simulate_deficiency(color: [f64; 3], matrix: [[f64; 3]; 3]) -> [f64; 3] {
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

/// The difference of two colours (CIE 1976).
fn color_difference(one: [f64; 3], other: [f64; 3]) -> f64 {
    one.iter().zip(other).map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt()
}

const STANCES: [StancePosition; 5] = [
    StancePosition::Held(Stance::For),
    StancePosition::Held(Stance::Conditional),
    StancePosition::Held(Stance::Against),
    StancePosition::Held(Stance::Neutral),
    StancePosition::Mixed,
];

/// The smallest allowed difference of two stances; 2.3 is just noticeable. With sixteen colours, white and yellow are closer.
const fn min_difference(colors: ColorDepth) -> f64 {
    match colors {
        ColorDepth::None => 0.0,
        ColorDepth::Eight | ColorDepth::Sixteen => 10.0,
        ColorDepth::Indexed | ColorDepth::True => 20.0,
    }
}

/// The smallest allowed difference in lightness of two stances, on a scale from 0 to 100.
const MIN_LIGHTNESS_DIFFERENCE: f64 = 6.0;

#[test]
fn stances_differ_for_every_kind_of_colour_blindness() {
    for colors in [ColorDepth::Eight, ColorDepth::Sixteen, ColorDepth::Indexed, ColorDepth::True] {
        let theme = Theme::new(&COLOUR_BLIND, colors);
        for terminal in simulated_terminals(&COLOUR_BLIND, colors) {
            let displayed = STANCES.map(|position| {
                (position, terminal.display(theme.role_styles[ThemeRole::Stance(position).index()], &theme).0)
            });
            for (at, (one, color)) in displayed.into_iter().enumerate() {
                for (other, other_color) in &displayed[at + 1..] {
                    for (name, matrix) in DEFICIENCIES {
                        let difference = color_difference(
                            lab(simulate_deficiency(color, matrix)),
                            lab(simulate_deficiency(*other_color, matrix)),
                        );
                        assert!(
                            difference >= min_difference(colors),
                            "{colors:?}, {name}: {one:?} and {other:?} differ by {difference:.0}"
                        );
                    }
                    if colors >= ColorDepth::Indexed {
                        let lightness = (lab(color)[0] - lab(*other_color)[0]).abs();
                        assert!(
                            lightness >= MIN_LIGHTNESS_DIFFERENCE,
                            "{one:?} and {other:?} differ by {lightness:.1} in lightness"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn the_formulas_give_known_values() {
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
    assert!((contrast([0x76, 0x76, 0x76].map(linear), [1.0; 3]) - 4.54).abs() < 0.01);
    let [light, a, b] = lab([1.0, 0.0, 0.0]);
    assert!((light - 53.2).abs() < 0.2 && (a - 80.1).abs() < 0.3 && (b - 67.2).abs() < 0.3, "{light} {a} {b}");
    // With protanopia, red and dark green look similar.
    let (_, protan) = DEFICIENCIES[0];
    let [red, green] = [[200, 0, 0], [100, 80, 0]].map(|color: [u8; 3]| color.map(linear));
    let normal = color_difference(lab(red), lab(green));
    let simulated = color_difference(lab(simulate_deficiency(red, protan)), lab(simulate_deficiency(green, protan)));
    assert!(simulated < normal / 2.0);
}
