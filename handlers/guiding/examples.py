"""Rules to begin with, in the form in which people type them. Written by us, meant to be changed."""

EXAMPLES = {
    "en": """# Words that say little
ban [en]: synergy|synergies|best-in-class|world-class|game-changer|game-changing|cutting-edge
ban [en]: revolutionary|paradigm shift|thought leader|low-hanging fruit // Say what it does instead.
prefer [en]: utilize|utilise -> use
prefer [en]: leverage -> use
prefer [en]: e-mail -> email
prefer [en]: in order to -> to
prefer [en]: click here -> the place that the link leads to // Readers of screen readers hear links alone.
# How loud it is
exclamations: 1
emoji: 3
capitals: 1
hashtags: 5
sentence [en]: 32
# Doubled by accident
pattern [en]: \\b(?!had\\b|that\\b)(\\w{2,}) \\1\\b // A word stands there twice.
""",
    "ko": """# 뜻이 옅은 말
ban [ko]: 대박|역대급|레전드|핵꿀템 // 무엇이 좋은지 적어 주세요.
prefer [ko]: 금일 -> 오늘
prefer [ko]: 익일 -> 다음 날
prefer [ko]: 명일 -> 내일
prefer [ko]: 상기 -> 위
prefer [ko]: 당사 -> 저희
prefer [ko]: 런칭 -> 출시
ban [ko]: 되요|됬|몇일|어의없|설레임 // 맞춤법을 확인해 주세요.
# 말투
address [ko]: haeyo
exclamations: 1
emoji: 3
hashtags: 5
sentence [ko]: 22
""",
}
