// The emoji names that people meet most; a name that is not here stays as it was written.

const names = {
  grin: "😁", rolling_on_the_floor_laughing: "🤣", rage: "😡", partying_face: "🥳", pushpin: "📌", "flag-de": "🇩🇪", "flag-in": "🇮🇳", "flag-gb": "🇬🇧",
  "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", ok_hand: "👌", clap: "👏", pray: "🙏", wave: "👋", raised_hands: "🙌",
  muscle: "💪", point_right: "👉", point_left: "👈", point_up: "☝️", point_down: "👇", raised_hand: "✋", handshake: "🤝", writing_hand: "✍️",
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌", negative_squared_cross_mark: "❎",
  no_entry: "⛔", no_entry_sign: "🚫", warning: "⚠️", exclamation: "❗", heavy_exclamation_mark: "❗", question: "❓", grey_question: "❔",
  information_source: "ℹ️", red_circle: "🔴", large_green_circle: "🟢", large_yellow_circle: "🟡", large_orange_circle: "🟠",
  large_blue_circle: "🔵", large_purple_circle: "🟣", white_circle: "⚪", black_circle: "⚫", large_green_square: "🟩",
  large_red_square: "🟥", large_yellow_square: "🟨", white_large_square: "⬜", small_blue_diamond: "🔹", small_orange_diamond: "🔸",
  clock1: "🕐", clock3: "🕒", clock9: "🕘", clock10: "🕙", alarm_clock: "⏰", hourglass: "⌛", hourglass_flowing_sand: "⏳", stopwatch: "⏱️", timer_clock: "⏲️",
  calendar: "📆", date: "📅", spiral_calendar_pad: "🗓️", spiral_calendar: "🗓️", memo: "📝", pencil: "📝", pencil2: "✏️", page_facing_up: "📄", scroll: "📜",
  clipboard: "📋", newspaper: "📰", bookmark: "🔖", paperclip: "📎", link: "🔗", mag: "🔍", lock: "🔒", unlock: "🔓", key: "🔑",
  bell: "🔔", no_bell: "🔕", mega: "📣", loudspeaker: "📢", speech_balloon: "💬", thought_balloon: "💭", left_speech_bubble: "🗨️",
  inbox_tray: "📥", outbox_tray: "📤", package: "📦", email: "✉️", envelope: "✉️", mailbox: "📫", incoming_envelope: "📨",
  frame_with_picture: "🖼️", camera: "📷", camera_with_flash: "📸", movie_camera: "🎥", art: "🎨", computer: "💻", iphone: "📱", globe_with_meridians: "🌐",
  earth_africa: "🌍", earth_americas: "🌎", earth_asia: "🌏", chart_with_upwards_trend: "📈", bar_chart: "📊", wastebasket: "🗑️", gear: "⚙️", wrench: "🔧",
  hammer_and_wrench: "🛠️", toolbox: "🧰", robot_face: "🤖", zap: "⚡", fire: "🔥", sparkles: "✨", star: "⭐", star2: "🌟", tada: "🎉", confetti_ball: "🎊",
  rocket: "🚀", dart: "🎯", trophy: "🏆", medal: "🏅", gift: "🎁", balloon: "🎈", bulb: "💡", triangular_flag_on_post: "🚩", checkered_flag: "🏁",
  vertical_traffic_light: "🚦", traffic_light: "🚥", construction: "🚧", octagonal_sign: "🛑", recycle: "♻️", repeat: "🔁", arrows_counterclockwise: "🔄",
  leftwards_arrow_with_hook: "↩️", arrow_right: "➡️", arrow_left: "⬅️", arrow_up: "⬆️", arrow_down: "⬇️", arrow_forward: "▶️", double_vertical_bar: "⏸️",
  pause_button: "⏸️", black_square_for_stop: "⏹️", fast_forward: "⏩", heavy_plus_sign: "➕", heavy_minus_sign: "➖", one: "1️⃣", two: "2️⃣", three: "3️⃣",
  four: "4️⃣", five: "5️⃣", six: "6️⃣", seven: "7️⃣", eight: "8️⃣", nine: "9️⃣", keycap_ten: "🔟", "100": "💯", new: "🆕", ok: "🆗", soon: "🔜", end: "🔚",
  smile: "😄", smiley: "😃", grinning: "😀", slightly_smiling_face: "🙂", simple_smile: "🙂", wink: "😉", joy: "😂", laughing: "😆", sweat_smile: "😅",
  blush: "😊", heart_eyes: "😍", thinking_face: "🤔", neutral_face: "😐", confused: "😕", cry: "😢", sob: "😭", sunglasses: "😎", sleeping: "😴", zzz: "💤",
  eyes: "👀", see_no_evil: "🙈", shrug: "🤷", facepalm: "🤦", bow: "🙇", ghost: "👻", skull: "💀", heart: "❤️", green_heart: "💚", blue_heart: "💙",
  yellow_heart: "💛", purple_heart: "💜", orange_heart: "🧡", broken_heart: "💔", sunny: "☀️", sunrise: "🌅", crescent_moon: "🌙", rainbow: "🌈", cloud: "☁️",
  snowflake: "❄️", droplet: "💧", seedling: "🌱", herb: "🌿", four_leaf_clover: "🍀", evergreen_tree: "🌲", fallen_leaf: "🍂", chestnut: "🌰", apple: "🍎",
  pear: "🍐", cherries: "🍒", strawberry: "🍓", pancakes: "🥞", bread: "🍞", cheese_wedge: "🧀", pizza: "🍕", hamburger: "🍔", coffee: "☕", tea: "🍵", cookie: "🍪",
  cake: "🍰", birthday: "🎂", beers: "🍻", dog: "🐶", cat: "🐱", squirrel: "🐿️", chipmunk: "🐿️", turtle: "🐢", bird: "🐦", elephant: "🐘", "flag-us": "🇺🇸", "flag-kr": "🇰🇷", kr: "🇰🇷", us: "🇺🇸",
};

/** Offered when somebody reacts. */
export const QUICK = ["white_check_mark", "eyes", "+1", "tada", "heart", "joy", "pray", "x"];

export const emoji = (name) => names[name.replace(/::skin-tone-\d$/, "")] ?? null;

export function emojiIn(text) {
  return text.replace(/:([a-z0-9_+'-]+):/g, (whole, name) => emoji(name) ?? whole);
}
