//! The frame of every dialog: its title and margins, where it stands, how it is left, which control has the keyboard
//! first, and the row of buttons at its foot. What a dialog says and does is not known here.

use super::keys;
use super::theme::{self, palette, space};
use egui::{
    Align2, Button, Context, Event, Frame, Id, Key, Modal, Modifiers, Popup, Response, Ui, Vec2, WidgetText,
    vec2,
};

/// Points.
const FROM_TOP: f32 = 80.0;
const LEAST_HEIGHT: f32 = 120.0;
/// The margins, the title, a remark and the buttons.
const AROUND: f32 = 150.0;

/// A dialog over the window, in its middle unless something else is said.
pub struct Dialog<'a> {
    title: &'a str,
    /// Points, where the window has the room.
    width: f32,
    is_titled: bool,
    is_at_top: bool,
    /// Has the keyboard first.
    first: Option<Id>,
    fields: &'a [Id],
}

/// What came of a frame of a dialog.
pub struct Shown<R> {
    /// What its contents gave back.
    pub inner: R,
    /// Escape, or a click beside it: nothing is to be done.
    pub is_left: bool,
    /// Enter in one of its fields: what the primary button does.
    pub is_entered: bool,
}

impl<'a> Dialog<'a> {
    /// `width` in points; the dialog is narrower in a narrow window.
    pub const fn new(title: &'a str, width: f32) -> Self {
        Self { title, width, is_titled: true, is_at_top: false, first: None, fields: &[] }
    }

    /// The title is only said by a screen reader.
    pub const fn untitled(self) -> Self {
        Self { is_titled: false, ..self }
    }

    /// Hangs from the top of the window, so that what is in it stays where it is while it grows and shrinks.
    pub const fn at_top(self) -> Self {
        Self { is_at_top: true, ..self }
    }

    /// This field has the keyboard first, and gets what was typed right behind the shortcut.
    pub const fn with_text(self, first: Id) -> Self {
        Self { first: Some(first), ..self }
    }

    /// As [`Self::with_text`], one of these fields of one line.
    pub const fn with_fields(self, first: Id, fields: &'a [Id]) -> Self {
        Self { fields, ..self.with_text(first) }
    }

    /// Draws it. `contents` is what stands below the title, with the [`buttons_ui`].
    pub fn show<R>(self, ctx: &Context, contents: impl FnOnce(&mut Ui) -> R) -> Shown<R> {
        let id = Id::unique(("dialog", self.title));
        let mut keyboard = Keyboard::begin_frame(ctx, id, self.first.is_some());
        let first = self.first.filter(|_| !keyboard.is_given);
        if let Some(first) = first {
            // Before the field is drawn, so that it gets what was typed already.
            ctx.memory_mut(|memory| memory.request_focus(first));
            // No button is to take it.
            keyboard = Keyboard { is_given: true, ..keyboard }.kept(ctx);
        }
        let in_field = ctx.memory(|memory| memory.focused().is_some_and(|id| self.fields.contains(&id)));
        // The modal itself does not hear it in its first frame.
        let is_escaped = is_escaped(ctx);
        let is_entered = ctx.input_mut(|input| {
            if is_escaped {
                input.consume_key(Modifiers::NONE, Key::Escape);
            }
            in_field && input.consume_key(Modifiers::NONE, Key::Enter)
        });
        let area = Modal::default_area(id);
        let area = if self.is_at_top { area.anchor(Align2::CENTER_TOP, vec2(0.0, FROM_TOP)) } else { area };
        let frame = Frame::popup(&ctx.global_style()).inner_margin(theme::inset::DIALOG);
        let modal = Modal::new(id).area(area).frame(frame).show(ctx, |ui| {
            ui.set_width(self.width.min(room(ctx).x));
            if self.is_titled {
                ui.heading(self.title);
                ui.add_space(space::SMALL);
            }
            contents(ui)
        });
        ctx.accesskit_node_builder(id, |node| {
            node.set_modal();
            node.set_label(self.title);
        });
        if let Some(first) = first
            && !ctx.memory(|memory| memory.has_focus(first))
        {
            // egui draws a new window once without letting anything in it have the keyboard.
            Keyboard { is_given: false, ..keyboard }.kept(ctx);
        }
        let is_left = is_escaped || modal.should_close();
        Shown { inner: modal.inner, is_left, is_entered }
    }
}

/// Escape was pressed, and no open list wants it.
pub fn is_escaped(ctx: &Context) -> bool {
    !Popup::is_any_open(ctx)
        && ctx.input(|input| input.events.iter().any(|event| keys::is_alone(event, Key::Escape)))
}

/// The most that there is room for in the window, in points.
pub fn room(ctx: &Context) -> Vec2 {
    ctx.content_rect().size() - Vec2::splat(space::LARGE * 3.0)
}

/// How high a list may be between the title and the buttons, if it would like to have this height. Points.
pub fn list_height(ctx: &Context, wanted: f32) -> f32 {
    wanted.min(room(ctx).y - AROUND).max(LEAST_HEIGHT)
}

/// As [`list_height`], where the dialog hangs from the top.
pub fn list_height_at_top(ctx: &Context, wanted: f32) -> f32 {
    wanted.min(room(ctx).y - AROUND - FROM_TOP + space::LARGE).max(LEAST_HEIGHT)
}

/// Who has the keyboard in the dialog that is open: once it was given, or the user has pressed something, it is the
/// user who moves it. There is one dialog at a time.
#[derive(Clone, Copy)]
struct Keyboard {
    dialog: Id,
    /// The frame in which the dialog was drawn last.
    frame: u64,
    is_given: bool,
}

impl Keyboard {
    fn id() -> Id {
        Id::unique("keyboard of the dialog")
    }

    /// What is typed before a field has the keyboard is for that field: `has_field` says that it gets it first.
    fn begin_frame(ctx: &Context, dialog: Id, has_field: bool) -> Self {
        let frame = ctx.cumulative_frame_nr();
        let before = ctx.data(|data| data.get_temp::<Self>(Self::id()));
        let before = before.filter(|before| before.dialog == dialog && before.frame + 1 >= frame);
        let is_given = before.as_ref().is_some_and(|before| before.is_given || !has_field && is_pressed(ctx));
        if before.is_none() {
            // A list that was open when another dialog went would stay so, behind this one.
            Popup::close_all(ctx);
        }
        Self { dialog, frame, is_given }.kept(ctx)
    }

    fn kept(self, ctx: &Context) -> Self {
        ctx.data_mut(|data| data.insert_temp(Self::id(), self));
        self
    }
}

fn is_pressed(ctx: &Context) -> bool {
    let is_press = |event: &Event| {
        matches!(event, Event::Key { pressed: true, .. } | Event::PointerButton { pressed: true, .. })
    };
    ctx.input(|input| input.events.iter().any(is_press))
}

/// Gives the keyboard to this control of a dialog that was opened, unless something had it since. Where no control asks
/// for it, the first one gets it.
pub fn give_keyboard(ui: &Ui, control: &Response) {
    let ctx = ui.ctx();
    let Some(keyboard) = ctx.data(|data| data.get_temp::<Keyboard>(Keyboard::id())) else { return };
    // The pass that only measures knows other ids.
    if !keyboard.is_given && !ui.is_sizing_pass() {
        control.request_focus();
        Keyboard { is_given: true, ..keyboard }.kept(ctx);
    }
}

/// A button at the foot of a dialog, and what a click on it answers.
pub struct Choice<'a, A> {
    title: WidgetText,
    answer: A,
    rank: Rank,
    help: &'a str,
    /// Why it cannot be used.
    problem: Option<&'a str>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rank {
    /// At the left.
    Aside,
    Plain,
    /// Has the keyboard first.
    First,
    /// Has it as well, is the last one, and looks like what the dialog is for.
    Primary,
}

/// A button for one of the answers.
pub fn choice<'a, A>(title: impl Into<WidgetText>, answer: A) -> Choice<'a, A> {
    Choice { title: title.into(), answer, rank: Rank::Plain, help: "", problem: None }
}

/// The button for what the dialog is for.
pub fn primary<'a, A>(title: impl Into<WidgetText>, answer: A) -> Choice<'a, A> {
    Choice { rank: Rank::Primary, ..choice(title, answer) }
}

impl<'a, A> Choice<'a, A> {
    /// It answers nothing, and stands at the left.
    pub fn aside(self) -> Self {
        Self { rank: Rank::Aside, ..self }
    }

    /// It has the keyboard first, because the others lead far.
    pub fn first(self) -> Self {
        Self { rank: Rank::First, ..self }
    }

    /// Shown under the pointer.
    pub fn help(self, help: &'a str) -> Self {
        Self { help, ..self }
    }

    /// Cannot be used, for this reason, if there is one.
    pub fn unless(self, problem: Option<&'a str>) -> Self {
        Self { problem, ..self }
    }

    /// Points.
    fn width(&self, ui: &Ui) -> f32 {
        let galley = self.title.clone().into_galley(ui, None, f32::INFINITY, egui::TextStyle::Button);
        galley.size().x + ui.spacing().button_padding.x * 2.0
    }

    fn ui(self, ui: &mut Ui) -> Option<A> {
        let is_enabled = self.problem.is_none();
        let response = if self.rank == Rank::Primary {
            ui.scope(|ui| {
                let ink = theme::primary(ui);
                let title = self.title.color(ink);
                let response = ui.add_enabled(is_enabled, Button::new(title));
                theme::ring_around(ui, &response);
                response
            })
            .inner
        } else {
            ui.add_enabled(is_enabled, Button::new(self.title))
        };
        if is_enabled && matches!(self.rank, Rank::First | Rank::Primary) {
            give_keyboard(ui, &response);
        }
        let response = if self.help.is_empty() { response } else { response.on_hover_text(self.help) };
        let response = match self.problem {
            Some(problem) => response.on_disabled_hover_text(problem),
            None => response,
        };
        response.clicked().then_some(self.answer)
    }
}

/// The row at the foot of every dialog: at the right the answers, the way out before the others; at the left what is
/// none. The answer whose button was clicked.
pub fn buttons_ui<'a, A>(ui: &mut Ui, buttons: impl IntoIterator<Item = Choice<'a, A>>) -> Option<A> {
    let (aside, answers): (Vec<_>, Vec<_>) =
        buttons.into_iter().partition(|button| button.rank == Rank::Aside);
    ui.add_space(space::MEDIUM);
    ui.horizontal_wrapped(|ui| {
        let mut answer = None;
        for button in aside {
            answer = button.ui(ui).or(answer);
        }
        let gaps = ui.spacing().item_spacing.x * answers.len().saturating_sub(1) as f32;
        let width: f32 = answers.iter().map(|button| button.width(ui)).sum::<f32>() + gaps;
        let left = ui.available_size_before_wrap().x - width;
        if left > 0.0 && !ui.is_sizing_pass() {
            ui.add_space(left);
        }
        for button in answers {
            answer = button.ui(ui).or(answer);
        }
        answer
    })
    .inner
}

/// The foot of a dialog that only says something. True when it is to go.
pub fn close_ui(ui: &mut Ui) -> bool {
    buttons_ui(ui, [choice("Close", ())]).is_some()
}

/// What is known of the whole dialog, right below its title.
pub fn remark_ui(ui: &mut Ui, remark: impl Into<String>) {
    ui.add_space(-space::SMALL);
    ui.label(egui::RichText::new(remark).color(palette(ui.visuals()).weak));
    ui.add_space(space::SMALL);
}
